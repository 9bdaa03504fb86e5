@testable import Studio
import Testing

struct ListStateTests {
    private func list(_ rows: ClosedRange<Int>, height: Int = 5) -> ListState<Int> {
        var list = ListState<Int>()
        list.replace(rows: Array(rows), height: height)
        return list
    }

    @Test func theFirstRowIsSelectedAtFirst() {
        #expect(list(1...9).selected == 1)
        #expect(ListState<Int>().selected == nil)
        #expect(ListState<Int>().position == "none")
    }

    @Test func theSelectedRowStaysSelectedWhereverItGoes() {
        var list = list(1...9)
        list.select(4, height: 5)
        list.replace(rows: [20, 21, 22] + Array(1...9), height: 5)
        #expect(list.selected == 4)
        #expect(list.position == "7 of 12")
        #expect(list.visible(height: 5).contains(4))
    }

    @Test func whoeverTookItsPlaceIsSelectedWhenItIsGone() {
        var list = list(1...9)
        list.select(4, height: 5)
        list.replace(rows: [1, 2, 3, 5, 6], height: 5)
        #expect(list.selected == 5)
        list.select(6, height: 5)
        list.replace(rows: [1, 2], height: 5)
        #expect(list.selected == 2)
        list.replace(rows: [], height: 5)
        #expect(list.selected == nil)
        list.replace(rows: [7, 8], height: 5)
        #expect(list.selected == 7)
    }

    @Test func movingStopsAtTheEnds() {
        var list = list(1...9)
        list.move(.up, height: 5)
        #expect(list.selected == 1)
        list.move(.last, height: 5)
        #expect(list.selected == 9)
        list.move(.down, height: 5)
        #expect(list.selected == 9)
        list.move(.first, height: 5)
        #expect(list.selected == 1)
    }

    @Test func pagesAreAsHighAsTheList() {
        var list = list(1...30)
        list.move(.pageDown, height: 5)
        #expect(list.selected == 6)
        list.move(.halfDown, height: 5)
        #expect(list.selected == 8)
        list.move(.pageUp, height: 5)
        #expect(list.selected == 3)
        list.move(.halfUp, height: 5)
        #expect(list.selected == 1)
    }

    @Test func anEmptyListMovesNowhere() {
        var list = ListState<Int>()
        for movement in [Movement.up, .down, .first, .last, .pageUp, .pageDown, .left, .right] {
            list.move(movement, height: 0)
            #expect(list.selected == nil)
            #expect(list.offset == 0)
        }
    }

    @Test func nothingIsSelectedThatIsNotThere() {
        var list = list(1...3)
        list.select(9, height: 5)
        #expect(list.selected == 1)
    }

    @Test func marksGoWithTheirRows() {
        var list = list(1...5)
        list.marks = [2, 4]
        list.replace(rows: [1, 2, 3], height: 5)
        #expect(list.marks == [2])
        list.replace(rows: Array(1...5), height: 5)
        #expect(list.marks == [2])
    }

    /// Through every kind of change the selected row is in sight, and no row is left empty that could be full.
    @Test func theSelectedRowIsAlwaysInSight() {
        var random = SplitMix(seed: 7)
        var list = ListState<Int>()
        for step in 0..<5000 {
            let height = Int.random(in: 1...12, using: &random)
            let movements = [Movement.up, .down, .first, .last, .pageUp, .pageDown, .halfUp, .halfDown]
            if step % 5 == 0 {
                let rows = Array(0..<Int.random(in: 0...40, using: &random)).shuffled(using: &random)
                list.replace(rows: rows, height: height)
            } else {
                list.move(movements[Int.random(in: 0..<movements.count, using: &random)], height: height)
            }
            let visible = list.visible(height: height)
            #expect(visible.count == min(height, list.rows.count), "step \(step)")
            if let selected = list.selected {
                #expect(visible.contains(selected), "step \(step)")
            } else {
                #expect(list.rows.isEmpty, "step \(step)")
            }
        }
    }
}
