import Glibc

/// Where a value of a search is drawn from, by Azure's names: each is a function of a share between 0 and 1.
package enum Distribution: Codable, Sendable, Hashable {
    /// One of so many; its value is the place in the list.
    case choice(count: Int)
    /// A whole number from 0 to `upper` - 1.
    case wholeNumber(upper: Int)
    case uniform(low: Double, high: Double)
    /// e to a uniform number: `low` and `high` are logarithms.
    case logUniform(low: Double, high: Double)
    case normal(mean: Double, deviation: Double)
    /// e to a normal number.
    case logNormal(mean: Double, deviation: Double)
    /// A number of another distribution, rounded to a multiple of `step`.
    indirect case rounded(Distribution, step: Double)

    /// What is wrong with it, as the end of a sentence; nil when values can be drawn.
    package var flaw: String? {
        switch self {
        case .choice(let count): count > 0 ? nil : "has nothing to choose from"
        case .wholeNumber(let upper): upper > 0 ? nil : "needs an upper limit above 0"
        case .uniform(let low, let high), .logUniform(let low, let high):
            low.isFinite && high.isFinite && low <= high ? nil : "needs a least value that is not above the largest"
        case .normal(let mean, let deviation), .logNormal(let mean, let deviation):
            mean.isFinite && deviation.isFinite && deviation > 0 ? nil : "needs a standard deviation above 0"
        case .rounded(let inner, let step):
            switch inner {
            case .choice, .wholeNumber, .rounded: "cannot be rounded"
            default: step > 0 && step.isFinite ? inner.flaw : "needs a step above 0"
            }
        }
    }

    /// How many values there are; nil where they cannot be counted.
    package var count: Int? {
        switch self {
        case .choice(let count): count
        case .wholeNumber(let upper): upper
        case .uniform(let low, let high), .logUniform(let low, let high): low == high ? 1 : nil
        default: nil
        }
    }

    /// The value below which this share of all draws lies; `share` is at least 0 and less than 1.
    func value(at share: Double) -> Double {
        switch self {
        case .choice(let count): min(Double(count - 1), (share * Double(count)).rounded(.down))
        case .wholeNumber(let upper): min(Double(upper - 1), (share * Double(upper)).rounded(.down))
        case .uniform(let low, let high): low + share * (high - low)
        case .logUniform(let low, let high): exp(low + share * (high - low))
        case .normal(let mean, let deviation): mean + deviation * NormalQuantile.value(at: share)
        case .logNormal(let mean, let deviation): exp(mean + deviation * NormalQuantile.value(at: share))
        case .rounded(let inner, let step): (inner.value(at: share) / step).rounded(.toNearestOrEven) * step
        }
    }

    /// The share of draws below a value: the middle of its own where values can be counted.
    func share(of value: Double) -> Double {
        let share =
            switch self {
            case .choice(let count), .wholeNumber(let count): (value + 0.5) / Double(count)
            case .uniform(let low, let high): high > low ? (value - low) / (high - low) : 0.5
            case .logUniform(let low, let high): high > low && value > 0 ? (log(value) - low) / (high - low) : 0.5
            case .normal(let mean, let deviation): NormalQuantile.share(below: (value - mean) / deviation)
            case .logNormal(let mean, let deviation): value > 0 ? NormalQuantile.share(below: (log(value) - mean) / deviation) : 0
            case .rounded(let inner, _): inner.share(of: value)
            }
        return share.isNaN ? 0.5 : min(1 - 1e-12, max(0, share))
    }

    /// Whether values have no order.
    var isCategorical: Bool {
        if case .choice = self { true } else { false }
    }
}

/// The standard normal distribution.
enum NormalQuantile {
    static func share(below value: Double) -> Double { erfc(-value / 2.0.squareRoot()) / 2 }

    /// The value that this share of draws lies below: a rough one (Abramowitz and Stegun 26.2.23), made exact by Halley's steps.
    static func value(at share: Double) -> Double {
        let share = min(1 - 1e-16, max(1e-300, share))
        let tail = min(share, 1 - share)
        let root = (-2 * log(tail)).squareRoot()
        let rough = root - (2.515517 + root * (0.802853 + root * 0.010328))
            / (1 + root * (1.432788 + root * (0.189269 + root * 0.001308)))
        var value = -rough
        for _ in 0..<3 {
            let density = exp(-value * value / 2) / (2 * Double.pi).squareRoot()
            guard density > 0 else { break }
            let off = (Self.share(below: value) - tail) / density
            value -= off / (1 + value * off / 2)
        }
        return share < 0.5 ? value : -value
    }
}
