/// Where an encoder writes a column for every category, of which one is 1.
struct OneHotColumns: Sendable {
    let slot: Int
    let width: Int
    /// What is none of the categories is all zeros.
    let allowsUnknown: Bool

    func set(_ category: Int?, at index: Int, in space: Workspace) throws(InferenceFault) {
        let columns = space.pointer(slot, as: Float.self) + index * width
        columns.update(repeating: 0, count: width)
        if let category {
            columns[category] = 1
        } else if !allowsUnknown {
            throw InferenceFault("a category is not one of those that the model knows")
        }
    }
}
