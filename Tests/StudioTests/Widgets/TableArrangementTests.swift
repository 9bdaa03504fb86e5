@testable import Studio
import Testing

struct TableArrangementTests {
    private let sizes: [String: Double] = ["a": 3, "b": 1, "d": 2, "e": 1]

    private func arranged(_ column: String?, isInverted: Bool = false) -> String {
        var arrangement = TableArrangement()
        arrangement.column = column
        arrangement.isInverted = isInverted
        return arrangement.arranged(["a", "b", "c", "d", "e"]) { row, column in
            column == "SIZE" ? .number(optional: sizes[row]) : .text(row)
        }.joined()
    }

    @Test func aColumnOrdersAndEqualRowsStayAsTheyWere() {
        #expect(arranged("SIZE") == "bedac")
        #expect(arranged("NAME") == "abcde")
    }

    @Test func theOrderIsTurnedRoundButNothingStaysLast() {
        #expect(arranged("SIZE", isInverted: true) == "adbec")
        #expect(arranged("NAME", isInverted: true) == "edcba")
    }

    @Test func withoutAColumnTheRowsStay() {
        #expect(arranged(nil) == "abcde")
        #expect(arranged(nil, isInverted: true) == "edcba")
    }

    @Test func versionsAreNumbersWhereTheyCan() {
        #expect(TableArrangement.Key(version: "9") < TableArrangement.Key(version: "10"))
        #expect(TableArrangement.Key(version: "10") < TableArrangement.Key(version: "final"))
    }
}
