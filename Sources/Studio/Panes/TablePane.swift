/// A list that is a table: its rows can be ordered by a column, and columns left out.
package protocol TablePane: FilteredPane {
    /// Every column it may have, by heading.
    func columnNames(_ context: PaneContext) -> [String]
    /// As long as the person chose nothing.
    static var usual: TableArrangement { get }
}

extension TablePane {
    package static var usual: TableArrangement { TableArrangement() }

    func arrangement(_ context: PaneContext) -> TableArrangement { context.tables[name.title] ?? Self.usual }
}
