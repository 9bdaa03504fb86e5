import Glibc

/// A range of values laid along a length, straight or by logarithm, with round numbers to label it by.
package struct ChartScale: Sendable, Hashable {
    /// In the scale's own terms: logarithms where it is logarithmic.
    let low: Double
    let high: Double
    let isLogarithmic: Bool
    package let ticks: [Tick]

    package struct Tick: Sendable, Hashable {
        package let value: Double
        package let text: String

        package init(value: Double, text: String) {
            self.value = value
            self.text = text
        }
    }

    /// Round numbers around the values, or powers of ten, at most `count` of them (2 at least).
    package static func ticks(around values: ClosedRange<Double>, count: Int, logarithmic: Bool = false) -> [Tick] {
        ChartScale(around: values, ticks: count, logarithmic: logarithmic).ticks
    }

    /// Around the values, out to round numbers, with at most `count` ticks (2 at least).
    init(around values: ClosedRange<Double>, ticks count: Int, logarithmic: Bool = false) {
        isLogarithmic = logarithmic
        let count = max(2, count)
        if logarithmic {
            var least = log10(values.lowerBound).rounded(.down)
            let greatest = log10(values.upperBound).rounded(.up)
            if greatest <= least { least = greatest - 1 }
            guard greatest - least > 1 || !(-300...300).contains(least) else {
                // Within a power of ten the axis need not reach over all of it.
                let round = [1.0, 2, 5, 10].map { $0 * pow(10, least) }
                let first = round.dropLast().last { $0 <= values.lowerBound } ?? round[0]
                let last = round.first { $0 >= values.upperBound && $0 > first } ?? round[3]
                low = log10(first)
                high = log10(last)
                ticks = round.filter { $0 >= first && $0 <= last }.map { Tick(value: $0, text: ChartNumber.short($0)) }
                return
            }
            low = least
            high = greatest
            let stride = max(1, ((greatest - least) / Double(count - 1)).rounded(.up))
            var powers = Array(Swift.stride(from: least, through: greatest, by: stride))
            if powers.last != greatest { powers.append(greatest) }
            ticks = powers.map { Tick(value: pow(10, $0), text: ChartNumber.short(pow(10, $0))) }
            return
        }
        var (least, greatest) = (values.lowerBound, values.upperBound)
        if greatest - least <= least.magnitude * 1e-12 {
            // A flat line stands in the middle.
            let margin = least == 0 ? 1 : least.magnitude / 2
            (least, greatest) = (least - margin, greatest + margin)
        }
        let span = greatest / 2 - least / 2
        guard span.isFinite, span > .leastNormalMagnitude * 1e6, span < 1e306 else {
            low = least
            high = greatest > least ? greatest : least + 1
            ticks = [low, high].map { Tick(value: $0, text: ChartNumber.short($0)) }
            return
        }
        var step = Self.niceStep(span * 2 / Double(count - 1))
        var (first, last) = ((least / step).rounded(.down), (greatest / step).rounded(.up))
        // Rounding outwards may have made one too many.
        while Int(min(last - first, 1e6)) + 1 > count, count > 2 {
            step = Self.niceStep(step * 1.01)
            (first, last) = ((least / step).rounded(.down), (greatest / step).rounded(.up))
        }
        low = first * step
        high = last * step
        let decimals = Self.decimals(of: step)
        var chosen = (0...max(0, Int(min(last - first, 1e3)))).map { (first + Double($0)) * step }
        if chosen.count > count { chosen = [low, high] }
        ticks = chosen.map { Tick(value: $0, text: ChartNumber.text($0, decimals: decimals)) }
    }

    /// Exactly these bounds, whatever stands between them labelled by round numbers.
    init(exactly values: ClosedRange<Double>, ticks count: Int, logarithmic: Bool) {
        let around = ChartScale(around: values, ticks: count, logarithmic: logarithmic)
        let low = logarithmic ? log10(values.lowerBound) : values.lowerBound
        let high = logarithmic ? log10(values.upperBound) : values.upperBound
        guard high > low else {
            self = around
            return
        }
        let ends = [values.lowerBound, values.upperBound].map { end in
            around.ticks.first { $0.value == end } ?? Tick(value: end, text: ChartNumber.short(end))
        }
        self.low = low
        self.high = high
        isLogarithmic = logarithmic
        ticks = [ends[0]] + around.ticks.filter { $0.value > values.lowerBound && $0.value < values.upperBound } + [ends[1]]
    }

    /// Exactly these bounds, without labels: the x axis.
    init(from low: Double, to high: Double) {
        self.low = low
        self.high = high > low ? high : low + 1
        isLogarithmic = false
        ticks = []
    }

    /// 0 at the low end, 1 at the high; nil for what has no place, such as the logarithm of zero.
    func share(of value: Double) -> Double? {
        guard value.isFinite else { return nil }
        if isLogarithmic {
            guard value > 0 else { return nil }
            return (log10(value) - low) / (high - low)
        }
        let share = (value / 2 - low / 2) / (high / 2 - low / 2)
        return share.isNaN ? nil : share
    }

    /// 1, 2 or 5 times a power of ten, at least `wanted`.
    static func niceStep(_ wanted: Double) -> Double {
        let power = pow(10, log10(wanted).rounded(.down))
        for factor in [1.0, 2, 5] where factor * power >= wanted * 0.999_999 { return factor * power }
        return 10 * power
    }

    static func decimals(of step: Double) -> Int {
        max(0, -Int(log10(step * 1.000_001).rounded(.down)))
    }
}
