import Domain
import Foundation
import JMESPath
import Testing

/// What the specification of JMESPath says, a line a case: `QUERY => JSON`, or `QUERY =! KIND` for what fails, about
/// the document that the last `given JSON` names.
@Suite struct ComplianceTests {
    @Test(arguments: ["basics", "filters", "functions", "literals", "projections", "selects", "slices", "syntax"])
    func everyCaseOfTheTableHolds(table: String) throws {
        let cases = try Self.cases(of: table)
        #expect(cases.count >= 60, "the table \(table) was not read whole")
        for example in cases {
            let (outcome, expected) = (try example.outcome(), try example.expected())
            #expect(outcome == expected, "\(table): \(example.query)")
        }
    }

    @Test func everyFunctionIsMeantWellAndIllAndWithTooFew() throws {
        let cases = try Self.cases(of: "functions")
        let functions = [
            "abs", "avg", "ceil", "contains", "ends_with", "floor", "join", "keys", "length", "map", "max", "max_by", "merge",
            "min", "min_by", "not_null", "reverse", "sort", "sort_by", "starts_with", "sum", "to_array", "to_number",
            "to_string", "type", "values",
        ]
        for function in functions {
            let own = cases.filter { $0.query.contains("\(function)(") }
            #expect(own.contains { $0.answer != nil }, "\(function) never succeeds")
            #expect(own.contains { $0.failure == .invalidArity }, "\(function) is never given too little")
            guard !["not_null", "to_array", "to_number"].contains(function) else { continue }
            #expect(own.contains { $0.failure == .invalidType }, "\(function) is never given the wrong type")
        }
    }

    private static func cases(of table: String) throws -> [Example] {
        let file = try #require(Bundle.module.url(forResource: "Compliance/\(table)", withExtension: "txt"))
        var document = "null"
        var cases: [Example] = []
        for line in try String(contentsOf: file, encoding: .utf8).split(separator: "\n") where !line.hasPrefix("# ") {
            if line.hasPrefix("given ") {
                document = String(line.dropFirst("given ".count))
                continue
            }
            let mark = try #require(line.firstRange(of: #/\s+=[>!]  /#), "no answer: \(line)")
            let (query, answer) = (String(line[..<mark.lowerBound]), String(line[mark.upperBound...]))
            if line[mark].contains("!") {
                let kind = try #require(QueryError.Kind(rawValue: answer), "no kind of error: \(line)")
                cases.append(Example(document, query, fails: kind))
            } else {
                cases.append(Example(document, query, answer))
            }
        }
        return cases
    }
}
