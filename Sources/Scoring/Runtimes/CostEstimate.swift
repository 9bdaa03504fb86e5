/// How long a model takes, learnt from what it took: a request of a few rows by the request, others by the row.
struct CostEstimate {
    private static let few = 16

    private var perRequest = 0.0
    private var perRow = 0.0

    mutating func learn(rows: Int, nanoseconds: Int64) {
        let time = Double(nanoseconds)
        if rows < Self.few {
            perRequest = Self.mean(perRequest, time)
        } else {
            perRow = Self.mean(perRow, time / Double(rows))
        }
    }

    /// A quarter of what is new, so that one slow answer does not count for long.
    private static func mean(_ old: Double, _ new: Double) -> Double { old == 0 ? new : old + (new - old) / 4 }

    /// In nanoseconds. Before many rows were seen, each is taken to cost as much as a request.
    func estimate(rows: Int) -> Double {
        if rows < Self.few { return perRequest }
        return Double(rows) * (perRow > 0 ? perRow : perRequest)
    }
}
