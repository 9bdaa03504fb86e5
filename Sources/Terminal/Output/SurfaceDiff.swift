/// What has to be put on a screen that shows one surface for it to show another.
package enum SurfaceDiff {
    /// Changed cells that follow each other in a row. Neither end cuts a wide glyph.
    package struct Run: Sendable, Equatable {
        package let x: Int
        package let y: Int
        package let cells: ArraySlice<Cell>

        /// The run cut where the style changes.
        package var segments: [Run] {
            var segments: [Run] = []
            var start = cells.startIndex
            for index in cells.indices where cells[index].style != cells[start].style {
                segments.append(Run(x: x + start - cells.startIndex, y: y, cells: cells[start..<index]))
                start = index
            }
            if start < cells.endIndex {
                segments.append(Run(x: x + start - cells.startIndex, y: y, cells: cells[start...]))
            }
            return segments
        }

        package var text: String { cells.map(\.glyph.text).joined() }
    }

    /// Everything when there was nothing, or the size was another.
    package static func runs(from old: Surface?, to new: Surface) -> [Run] {
        let width = new.size.width
        guard width > 0 else { return [] }
        guard let old, old.size == new.size else {
            return (0..<new.size.height).map { Run(x: 0, y: $0, cells: new.row($0)) }
        }
        var runs: [Run] = []
        let before = old.cells
        let after = new.cells
        for y in 0..<new.size.height {
            let (row, end) = (y * width, (y + 1) * width)
            var index = row
            while index < end {
                guard before[index] != after[index] else {
                    index += 1
                    continue
                }
                // The left half of what begins or began here is drawn anew as well.
                var first = index
                while first > row, after[first].glyph.isContinuation || before[first].glyph.isContinuation { first -= 1 }
                while index < end, before[index] != after[index] || after[index].glyph.isContinuation
                    || before[index].glyph.isContinuation
                { index += 1 }
                if let last = runs.last, last.y == y, row + last.x + last.cells.count >= first {
                    runs.removeLast()
                    first = row + last.x
                }
                runs.append(Run(x: first - row, y: y, cells: after[first..<index]))
            }
        }
        return runs
    }
}
