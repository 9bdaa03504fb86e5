@testable import Learning

/// How a method would have done: it learns from the series up to a point and tells what comes next, from several points.
struct SeriesBacktest: Sendable, Hashable {
    /// Values that are told from each point.
    let horizon: Int
    /// Points there are at most, `step` values apart, the last a horizon before the end.
    let folds: Int
    let step: Int

    init(horizon: Int, folds: Int = 3, step: Int? = nil) {
        self.horizon = max(1, horizon)
        self.folds = max(1, folds)
        self.step = max(1, step ?? horizon)
    }

    /// The places of the values that were told, the true values and the told ones; missing values are left out. Empty when the
    /// series is too short to learn from and be told.
    func run(
        _ method: SeriesMethod, _ values: [Double], period: Int = 1
    ) -> (places: [Int], targets: [Double], told: [Double]) {
        var result: (places: [Int], targets: [Double], told: [Double]) = ([], [], [])
        for fold in (0..<folds).reversed() {
            let end = values.count - horizon - fold * step
            guard end > 0, let model = method.fit(Array(values[..<end]), period: period) else { continue }
            for (place, told) in zip(end..<end + horizon, model.forecast(horizon)) where values[place].isFinite {
                result.places.append(place)
                result.targets.append(values[place])
                result.told.append(told)
            }
        }
        return result
    }
}
