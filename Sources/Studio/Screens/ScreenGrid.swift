import Terminal

/// How a screen is divided: rows, and in each of them panes side by side. Pure: no pane overlaps another, and together
/// they fill what they are laid in.
struct ScreenGrid: Sendable {
    struct Row: Sendable {
        var part: LengthPlan.Part
        var cells: [Cell]
    }

    struct Cell: Sendable {
        let pane: PaneName
        var part: LengthPlan.Part
    }

    var rows: [Row]

    /// Rows with their share of the height, each with its panes and their shares of the width.
    init(_ rows: [(share: Double, panes: [(PaneName, Double)])]) {
        self.rows = rows.map { row in
            Row(
                part: .fraction(row.share, minimum: 1),
                cells: row.panes.map { Cell(pane: $0.0, part: .fraction($0.1, minimum: 1)) })
        }
    }

    func places(in body: Rect) -> [(pane: PaneName, rect: Rect)] {
        zip(rows, LayoutStack(.rows, rows.map(\.part)).divide(body)).flatMap { row, rect in
            zip(row.cells.map(\.pane), LayoutStack(.columns, row.cells.map(\.part)).divide(rect)).map { ($0, $1) }
        }
    }

    // MARK: Moved by a person

    /// With the shares of a split; one that was made for another grid changes nothing.
    func divided(by split: UserSplit?) -> ScreenGrid {
        guard let split, split.rows.count == rows.count, split.panes.map(\.count) == rows.map(\.cells.count) else { return self }
        var grid = self
        for index in rows.indices {
            grid.rows[index].part = rows[index].part.with(share: split.rows[index])
            for cell in rows[index].cells.indices {
                grid.rows[index].cells[cell].part = rows[index].cells[cell].part.with(share: split.panes[index][cell])
            }
        }
        return grid
    }

    /// The split that makes a pane larger by a step, or smaller; nil where no neighbour can give or take.
    func split(giving pane: PaneName, width: Double = 0, height: Double = 0) -> UserSplit? {
        guard let row = rows.firstIndex(where: { $0.cells.contains { $0.pane == pane } }),
            let cell = rows[row].cells.firstIndex(where: { $0.pane == pane })
        else { return nil }
        var split = UserSplit(rows: rows.map(\.part.share), panes: rows.map { $0.cells.map(\.part.share) })
        if width != 0, !Self.give(width, to: cell, of: &split.panes[row]) { return nil }
        if height != 0, !Self.give(height, to: row, of: &split.rows) { return nil }
        return split
    }

    private static let least = 0.1

    /// A part of the whole from the next one, or from the one before the last.
    private static func give(_ step: Double, to index: Int, of shares: inout [Double]) -> Bool {
        let whole = shares.reduce(0, +)
        let others = shares.indices.filter { $0 != index && shares[$0] > 0 }
        guard shares[index] > 0, whole > 0, let other = others.first(where: { $0 > index }) ?? others.last else { return false }
        let moved = [shares[index] + step * whole, shares[other] - step * whole]
        guard moved.allSatisfy({ $0 >= least * whole }) else { return false }
        (shares[index], shares[other]) = (moved[0], moved[1])
        return true
    }
}

extension LengthPlan.Part {
    /// 0 for a fixed one, which nobody moves.
    fileprivate var share: Double {
        if case .fraction(let share, _) = self { share } else { 0 }
    }

    fileprivate func with(share: Double) -> LengthPlan.Part {
        if case .fraction(_, let minimum) = self { .fraction(share, minimum: minimum) } else { self }
    }
}
