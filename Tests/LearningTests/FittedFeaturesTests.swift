import Foundation
import Testing

@testable import Learning

@Suite struct FittedFeaturesTests {
    private func features(_ columns: [(String, FittedColumn)], scaler: StandardScaler? = nil) -> FittedFeatures {
        let width = columns.reduce(0) { $0 + $1.1.width }
        return FittedFeatures(
            sources: columns.map { FittedFeatures.Source(name: $0.0, column: $0.1) }, scaler: scaler,
            names: (0..<width).map { "\($0)" })
    }

    @Test func everyColumnBecomesItsFeatures() throws {
        let table = Table(
            names: ["other", "city", "when", "age"],
            columns: [
                .numbers([9, 9, 9]), .texts(TextColumn(["Rome", nil, "Oslo"])),
                .texts(TextColumn(["30/11/2026", "soon", nil])), .numbers([30, .nan, 50]),
            ])
        let made = try features([
            ("age", .number(fill: 40)), ("age", .missingMark), ("age", .number(fill: nil)),
            ("city", .oneHot(categories: ["Bern", "Rome"], hasOthers: true)),
            ("city", .oneHot(categories: ["Bern", "Rome"], hasOthers: false)),
            ("city", .encoded(categories: ["Rome"], values: [[1, 2]], other: [3, 4])),
            ("when", .date(parts: [.month, .day], order: .dayFirst, fill: [6, 15])),
        ]).transform(table)
        #expect(made.rows == 3 && made.columns == 12)
        #expect(Array(made.row(0)) == [30, 0, 30, 0, 1, 0, 0, 1, 1, 2, 11, 30])
        #expect(
            Array(made.row(1)).enumerated().allSatisfy {
                $0.element == [40, 1, .nan, 0, 0, 0, 0, 0, 3, 4, 6, 15][$0.offset] || $0.offset == 2 && $0.element.isNaN
            })
        #expect(Array(made.row(2)) == [50, 0, 50, 0, 0, 1, 0, 0, 3, 4, 6, 15])
        let scaled = try features([("age", .number(fill: 40))], scaler: StandardScaler(means: [10], scales: [2])).transform(table)
        #expect(scaled.values == [10, 15, 20])
    }

    /// What a request says in texts is numbers where numbers were learnt, and the other way round.
    @Test func kindsOfColumnsMeet() throws {
        let texts = Table(names: ["age"], columns: [.texts(TextColumn(["3", " 4.5 ", "NA", nil]))])
        #expect(
            try features([("age", .number(fill: 0)), ("age", .missingMark)]).transform(texts).values == [
                3, 0, 4.5, 0, 0, 1, 0, 1,
            ])
        let numbers = Table(names: ["zip"], columns: [.numbers([3000, 0.5, .nan])])
        let made = try features([("zip", .oneHot(categories: ["3000", "0.5"], hasOthers: false))]).transform(numbers)
        #expect(made.values == [1, 0, 0, 1, 0, 0])
    }

    /// A few texts and many categories are looked for in another way than many texts.
    @Test func manyCategoriesAreFoundEitherWay() throws {
        let categories = (0..<500).map { "c\($0)" }
        let columns: [(String, FittedColumn)] = [
            ("a", .encoded(categories: categories, values: (0..<500).map { [Double($0)] }, other: [-1])),
            ("a", .oneHot(categories: categories, hasOthers: true)),
        ]
        let texts: [String?] = (0..<600).map { "c\($0)" } + [nil]
        let whole = try features(columns).transform(Table(names: ["a"], columns: [.texts(TextColumn(texts))]))
        for row in [0, 499, 500, 600] {
            let one = try features(columns).transform(Table(names: ["a"], columns: [.texts(TextColumn([texts[row]]))]))
            #expect(one.values == Array(whole.row(row)))
            #expect(
                one.values[0] == (row < 500 ? Double(row) : -1) && one.values.dropFirst().reduce(0, +) == (row == 600 ? 0 : 1))
        }
    }

    @Test func areTheSameAfterTheyWereWritten() throws {
        let some = features([
            ("a", .number(fill: nil)), ("a", .number(fill: 0.1)), ("a", .missingMark),
            ("b", .oneHot(categories: ["x", ""], hasOthers: true)),
            ("b", .encoded(categories: ["é"], values: [[1e-300]], other: [3])),
            ("c", .date(parts: [.dayOfYear], order: .monthFirst, fill: [1])),
        ])
        #expect(try JSONDecoder().decode(FittedFeatures.self, from: JSONEncoder().encode(some)) == some)
    }

    @Test func saysWhatDoesNotFitAndWhere() {
        func fault(_ column: Column, _ fitted: FittedColumn, scaler: StandardScaler? = nil, name: String = "a") -> String? {
            let table = Table(names: ["a"], columns: [column])
            return #expect(throws: TableFault.self) { try features([(name, fitted)], scaler: scaler).transform(table) }?
                .description
        }
        #expect(
            fault(.numbers([1]), .missingMark, name: "b")
                == "column 'b': the model was trained with this column, and the data has none of this name")
        #expect(
            fault(.texts(TextColumn(["1", "two"])), .number(fill: 0)) == "row 2, column 'a': 'two' is not a number")
        let huge = "no model reckons with 1e+300, which is beyond 3.4e38: correct it, or write it as missing"
        #expect(fault(.numbers([1, 1e300]), .number(fill: 0)) == "row 2, column 'a': \(huge)")
        #expect(fault(.texts(TextColumn(["1e300"])), .number(fill: 0)) == "row 1, column 'a': \(huge)")
        #expect(fault(.numbers([-.infinity]), .number(fill: nil))?.contains("-inf") == true)
        let wrong = StandardScaler(means: [1, 2], scales: [1, 2])
        #expect(fault(.numbers([1]), .missingMark, scaler: wrong)?.contains("scales 2 features and has 1") == true)
        #expect(
            fault(.numbers([1]), .encoded(categories: ["1"], values: [], other: [1]))?.contains("does not fit together") == true)
        #expect(fault(.numbers([1]), .date(parts: [.day], order: .dayFirst, fill: []))?.contains("does not fit together") == true)
    }
}
