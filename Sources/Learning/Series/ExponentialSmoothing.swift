/// A level, a trend and a season, each a share of the newest value and the rest of what it was: the additive method of Holt (1957)
/// and Winters (1960).
package struct ExponentialSmoothing: Codable, Sendable, Hashable {
    /// How much the newest value counts for the level, the trend and the season, from 0 to 1.
    package struct Shares: Codable, Sendable, Hashable {
        package var level: Double
        package var trend: Double
        package var season: Double

        package init(level: Double, trend: Double, season: Double) {
            self.level = level
            self.trend = trend
            self.season = season
        }
    }

    package let shares: Shares
    package private(set) var level: Double
    package private(set) var trend: Double
    /// Of the next values, in their order; one of 0 without a season.
    package private(set) var season: [Double]

    package init(_ shares: Shares, level: Double, trend: Double, season: [Double]) {
        self.shares = shares
        self.level = level
        self.trend = trend
        self.season = season.isEmpty ? [0] : season
    }

    /// With the shares that would have told each next value best.
    static func fit(_ values: [Double], period: Int) -> ExponentialSmoothing {
        guard values.count > 2 else {
            return ExponentialSmoothing(Shares(level: 1, trend: 0, season: 0), level: values.last ?? 0, trend: 0, season: [])
        }
        var best = (shares: Shares(level: 0.5, trend: 0, season: 0), error: Double.infinity)
        func attempt(_ shares: Shares) {
            var model = start(shares, values, period)
            let error = model.follow(values)
            if error < best.error { best = (shares, error) }
        }
        let steps = [0, 0.05, 0.2, 0.5, 0.9]
        for level in steps {
            for trend in steps {
                for season in period > 1 ? steps : [0] { attempt(Shares(level: level, trend: trend, season: season)) }
            }
        }
        // From the best of the grid in ever smaller steps.
        var step = 0.15
        while step > 0.002 {
            let centre = best
            for off in [-step, step] {
                attempt(Shares(level: clamp(best.shares.level + off), trend: best.shares.trend, season: best.shares.season))
                attempt(Shares(level: best.shares.level, trend: clamp(best.shares.trend + off), season: best.shares.season))
                if period > 1 {
                    attempt(Shares(level: best.shares.level, trend: best.shares.trend, season: clamp(best.shares.season + off)))
                }
            }
            if best.error >= centre.error { step /= 2 }
        }
        var model = start(best.shares, values, period)
        _ = model.follow(values)
        return model
    }

    private static func clamp(_ value: Double) -> Double { min(1, max(0, value)) }

    /// As the first season says: its mean, how much the second one's is above it, and how far each value is from it.
    private static func start(_ shares: Shares, _ values: [Double], _ period: Int) -> ExponentialSmoothing {
        guard period > 1 else {
            return ExponentialSmoothing(shares, level: values[0], trend: values[1] - values[0], season: [])
        }
        let first = values.prefix(period).reduce(0, +) / Double(period)
        let second = values[period..<2 * period].reduce(0, +) / Double(period)
        let trend = (second - first) / Double(period)
        let middle = Double(period - 1) / 2
        return ExponentialSmoothing(
            shares, level: first - trend * (middle + 1), trend: trend,
            season: (0..<period).map { values[$0] - first - trend * (Double($0) - middle) })
    }

    /// Takes values in, one after the other; gives the sum of the squares by which each was not foretold.
    @discardableResult
    package mutating func follow(_ values: [Double]) -> Double {
        var error = 0.0
        var place = 0
        for value in values {
            let off = value - level - trend - season[place]
            error += off * off
            let last = level
            level = shares.level * (value - season[place]) + (1 - shares.level) * (level + trend)
            if season.count > 1 { season[place] += shares.season * (value - last - trend - season[place]) }
            trend = shares.trend * (level - last) + (1 - shares.trend) * trend
            place = (place + 1) % season.count
        }
        season = Array(season[place...] + season[..<place])
        return error
    }

    package func forecast(_ horizon: Int) -> [Double] {
        (0..<horizon).map { value(ahead: $0 + 1) }
    }

    /// The value so many periods after the last one, from 1.
    func value(ahead distance: Int) -> Double {
        level + trend * Double(distance) + season[(distance - 1) % season.count]
    }
}
