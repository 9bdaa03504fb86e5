import Domain

/// A list that can be narrowed to the rows with some text in them; its `refresh` leaves out the others.
package protocol FilteredPane: ListPane {}

extension FilteredPane {
    package mutating func filter(_ text: String?) -> Bool {
        list.filter = text
        return true
    }

    /// What stands behind the title of a list that is narrowed.
    var filterMark: String { list.filter.map { " /\($0.neutralised)" } ?? "" }
}
