import Terminal
import Testing

struct LengthPlanTests {
    @Test func divides() {
        #expect(LengthPlan.divide(10, [.fixed(1), .fraction(1), .fixed(2)]) == [1, 7, 2])
        #expect(LengthPlan.divide(10, [.fraction(1), .fraction(2)]) == [3, 7])
        #expect(LengthPlan.divide(10, [.fraction(1, minimum: 6), .fraction(1)]) == [6, 4])
        #expect(LengthPlan.divide(2, [.fixed(1), .fraction(1, minimum: 5), .fixed(1)]) == [1, 0, 1])
        #expect(LengthPlan.divide(9, [.fixed(2), .fixed(3)]) == [2, 7])
        #expect(LengthPlan.divide(4, [.fraction(0), .fraction(.nan)]) == [0, 4])
        #expect(LengthPlan.divide(-3, [.fraction(1)]) == [0])
        #expect(LengthPlan.divide(5, []) == [])
    }

    @Test func fillsAlwaysAndNeverOverlaps() {
        var chance = SystemRandomNumberGenerator()
        for total in 0...500 {
            for _ in 0..<8 {
                let parts = (0..<Int.random(in: 1...7, using: &chance)).map { _ -> LengthPlan.Part in
                    Bool.random(using: &chance)
                        ? .fixed(Int.random(in: -1...60, using: &chance))
                        : .fraction(Double.random(in: 0...3, using: &chance), minimum: Int.random(in: 0...40, using: &chance))
                }
                let lengths = LengthPlan.divide(total, parts)
                #expect(lengths.reduce(0, +) == total && lengths.allSatisfy { $0 >= 0 }, "\(total) \(parts)")
                let needed = parts.reduce(0) { sum, part in
                    switch part {
                    case .fixed(let length): sum + max(0, length)
                    case .fraction(_, let minimum): sum + minimum
                    }
                }
                guard needed <= total else { continue }
                for (part, length) in zip(parts, lengths) {
                    if case .fraction(_, let minimum) = part { #expect(length >= minimum, "\(total) \(parts) \(lengths)") }
                }
            }
        }
    }

    @Test func stacksRectangles() {
        let rect = Rect(x: 2, y: 3, width: 10, height: 6)
        let rows = LayoutStack(.rows, [.fixed(1), .fraction(1)]).divide(rect)
        #expect(rows == [Rect(x: 2, y: 3, width: 10, height: 1), Rect(x: 2, y: 4, width: 10, height: 5)])
        let columns = LayoutStack(.columns, [.fraction(1), .fraction(1)]).divide(rect)
        #expect(columns == [Rect(x: 2, y: 3, width: 5, height: 6), Rect(x: 7, y: 3, width: 5, height: 6)])
    }
}
