/// What becomes of one column of the data: everything that was learnt about it in training.
package enum FittedColumn: Codable, Sendable, Hashable {
    /// One feature. `fill` stands for a missing value; nil leaves it missing, for trees.
    case number(fill: Double?)
    /// 1 where the value is missing: a second feature of a column of numbers.
    case missingMark
    /// A feature for each category, and a last one for all others when `hasOthers`; a missing text has 0 everywhere.
    case oneHot(categories: [String], hasOthers: Bool)
    /// As many features as the lists are long; `other` is what an unknown or a missing text becomes.
    case encoded(categories: [String], values: [[Double]], other: [Double])
    /// Features of a moment in time, from a text that says it.
    case date(parts: [DatePart], order: DateOrder, fill: [Double])

    /// How many features it makes.
    package var width: Int {
        switch self {
        case .number, .missingMark: 1
        case .oneHot(let categories, let hasOthers): categories.count + (hasOthers ? 1 : 0)
        case .encoded(_, _, let other): other.count
        case .date(let parts, _, _): parts.count
        }
    }
}
