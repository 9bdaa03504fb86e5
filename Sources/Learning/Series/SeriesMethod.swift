/// How a series goes on, without anything but itself: the baselines that every forecast is held against.
package enum SeriesMethod: String, Codable, Sendable, CaseIterable {
    /// The last value.
    case naive
    /// The value of a season before.
    case seasonalNaive = "seasonal_naive"
    /// The mean of all values.
    case average
    /// The mean of all values at this place of the season.
    case seasonalAverage = "seasonal_average"
    /// A level, a trend and a season that follow the values, the newest most (Holt and Winters, additive).
    case exponentialSmoothing = "exponential_smoothing"

    package init?(_ algorithm: Algorithm) {
        switch algorithm {
        case .naive: self = .naive
        case .seasonalNaive: self = .seasonalNaive
        case .average: self = .average
        case .seasonalAverage: self = .seasonalAverage
        case .exponentialSmoothing: self = .exponentialSmoothing
        default: return nil
        }
    }

    /// Learns from the values of a series in their order; NaN is missing, and becomes the value before it. Nil when all are.
    ///
    /// - Parameter period: values of a season; 1 for none. A season that is not there twice is none.
    package func fit(_ values: [Double], period: Int = 1) -> SeriesModel? {
        guard let first = values.first(where: \.isFinite) else { return nil }
        var last = first
        let whole = values.map { value in
            if value.isFinite { last = value }
            return last
        }
        let period = period > 1 && whole.count >= 2 * period ? period : 1
        switch self {
        case .naive: return .cycle([last])
        case .seasonalNaive: return .cycle(Array(whole.suffix(period)))
        case .average: return .cycle([whole.reduce(0, +) / Double(whole.count)])
        case .seasonalAverage:
            // The next value is at place 0 of what goes on.
            return .cycle(
                (0..<period).map { place in
                    let members = stride(from: whole.count - period + place, through: 0, by: -period).map { whole[$0] }
                    return members.reduce(0, +) / Double(members.count)
                })
        case .exponentialSmoothing: return .smoothing(ExponentialSmoothing.fit(whole, period: period))
        }
    }
}

/// What was learnt of a series.
package enum SeriesModel: Codable, Sendable, Hashable {
    /// Values that come again and again.
    case cycle([Double])
    case smoothing(ExponentialSmoothing)

    /// The next values.
    package func forecast(_ horizon: Int) -> [Double] { isSound ? (0..<max(0, horizon)).map { value(ahead: $0 + 1) } : [] }

    /// The value so many periods after the last one, from 1. The model must be sound.
    func value(ahead distance: Int) -> Double {
        switch self {
        case .cycle(let values): values[(distance - 1) % values.count]
        case .smoothing(let smoothing): smoothing.value(ahead: distance)
        }
    }

    /// Whether it has something to go on with; one that comes from a file may not.
    var isSound: Bool {
        switch self {
        case .cycle(let values): !values.isEmpty
        case .smoothing(let smoothing): !smoothing.season.isEmpty
        }
    }
}
