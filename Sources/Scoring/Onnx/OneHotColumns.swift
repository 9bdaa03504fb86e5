/// Where an encoder writes a column for every category, of which one is 1.
struct OneHotColumns: Sendable {
    let slot: Int
    let width: Int
    /// What is none of the categories is all zeros.
    let allowsUnknown: Bool

    /// For each element its category, nil for one that is not known.
    func set(_ categories: [Int?], in space: Workspace) throws(InferenceFault) {
        let columns = space.pointer(slot, as: Float.self)
        columns.update(repeating: 0, count: categories.count * width)
        for (index, category) in categories.enumerated() {
            if let category {
                columns[index * width + category] = 1
            } else if !allowsUnknown {
                throw InferenceFault("a category is not one of those that the model knows")
            }
        }
    }
}
