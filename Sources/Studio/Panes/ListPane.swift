/// A pane of rows that are selected by what they are: a click selects one too.
package protocol ListPane: Pane {
    associatedtype Row: Hashable & Sendable
    var list: ListState<Row> { get set }
    /// What stands above the first row: the headings of the columns.
    func rowsAbove(_ context: PaneContext) -> Int
}

extension ListPane {
    package func rowsAbove(_ context: PaneContext) -> Int { 1 }

    package mutating func move(_ movement: Movement, _ context: PaneContext) {
        list.move(movement, height: context.rows - rowsAbove(context))
    }

    /// Marks the selected row, or unmarks it, and goes on to the next.
    mutating func toggleMark(_ context: PaneContext) {
        list.toggleMark()
        move(.down, context)
    }

    /// In the whole list, shown or not.
    var rowCount: Int { list.rows.count }

    package mutating func select(row: Int, _ context: PaneContext) {
        let above = rowsAbove(context)
        let shown = list.visible(height: context.rows - above)
        guard row >= above, row - above < shown.count else { return }
        list.select(shown[shown.startIndex + row - above], height: context.rows - above)
    }
}

// MARK: Marks

extension ListPane {
    mutating func toggleRange(ending way: String) { list.toggleRange(ending: way) }
    mutating func markAll() { list.marks = Set(list.rows) }
    mutating func unmark() { list.unmark() }
}
