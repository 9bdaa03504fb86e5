import Domain
import Testing

@testable import Scoring

@Suite struct AnswerComparisonTests {
    private func verdict(_ live: String, _ shadow: String, _ rule: ComparisonRule = ComparisonRule()) -> ShadowVerdict {
        AnswerComparison(live, shadow, rule: rule).verdict
    }

    @Test(arguments: [
        (#"["setosa"]"#, #"[ "setosa" ]"#, ShadowVerdict.same), ("[0, 1]", "[0, 2]", .differentClass),
        (#"{"a": 1, "b": "x"}"#, #"{"b": "x", "a": 1}"#, .same), (#"{"a": 1}"#, #"{"b": 1}"#, .shape),
        ("[0.5]", "[0.50000001]", .same), ("[0.5]", "[0.6]", .score), ("[1]", "[1.0]", .same),
        ("[0.5]", #"["0.5"]"#, .shape), ("[1, 2]", "[1]", .shape), ("true", "false", .differentClass),
        (#""[0.5, 0.5]""#, #""[0.4, 0.6]""#, .score), (#""{\"c\": 1}""#, #""{\"c\": 2}""#, .differentClass),
        ("plain", "plain", .same), ("plain", "other", .differentClass), ("plain", "[1]", .shape), ("null", "0", .shape),
        (#"{"class": "a", "score": 0.5}"#, #"{"class": "b", "score": 0.1}"#, .differentClass),
    ])
    func tellsTheWorstDifference(_ live: String, _ shadow: String, _ expected: ShadowVerdict) {
        #expect(verdict(live, shadow) == expected)
    }

    @Test func theRuleSaysWhatCounts() {
        var rule = ComparisonRule()
        rule.ignoredFields = ["at"]
        #expect(verdict(#"{"at": "10:00", "y": 1}"#, #"{"at": "10:01", "y": 1}"#, rule) == .same)
        #expect(verdict(#"{"at": "10:00", "y": 1}"#, #"{"y": 1}"#, rule) == .same)
        rule.comparison = .scores
        #expect(verdict("[3]", "[4]", rule) == .score)
        rule.comparison = .classes
        #expect(verdict("[0.3]", "[0.4]", rule) == .differentClass)
        rule.comparison = .none
        #expect(verdict("[0.3]", "{}", rule) == .same)
        rule = ComparisonRule()
        rule.tolerance = 0.1
        #expect(verdict("[100.0]", "[105.0]", rule) == .same)
    }

    /// The probabilities of two classes are two scores, those of a hundred rows are one.
    @Test func scoresOfTheSameMeaningShareASlot() {
        func slots(_ text: String) -> Int { Set(AnswerComparison(text, text, rule: ComparisonRule()).scores.map(\.slot)).count }
        #expect(slots("[0.1, 0.9]") == 2)
        #expect(slots("[[0.1, 0.9], [0.2, 0.8], [0.3, 0.7]]") == 2)
        #expect(slots("[\((0..<100).map { "0.\($0)" }.joined(separator: ","))]") == 1)
        #expect(slots(#"{"price": 1.5, "risk": 0.5}"#) == 2)
    }

    @Test func aPairIsComparedOnceBothAreAnswered() {
        let tallies = ShadowTallies()
        let pair = ShadowPair(tallies, rule: ComparisonRule())
        pair.note(.timedOut(milliseconds: 5), of: .shadow)
        #expect(tallies.report(from: 0).tally == ShadowTally())
        pair.note(.lost("x"), of: .live)
        #expect(tallies.report(from: 0).tally[.status] == 1)
        let other = ShadowPair(tallies, rule: ComparisonRule())
        other.note(.broken("x"), of: .live)
        other.skip(.shadow)
        #expect(tallies.report(from: 0).tally[.skipped] == 1)
    }
}
