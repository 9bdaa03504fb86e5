/// How much values of series have in common with those so many periods before, straight lines aside. Of several series it is the
/// mean of the first hundred.
struct Autocorrelation {
    /// By lag, from 0; empty where no series is long enough.
    let values: [Double]
    /// Of all series together.
    let samples: Int

    private static let mostSeries = 100
    /// Of each, its newest.
    private static let mostValues = 4096

    /// - Parameters:
    ///   - longest: lag that is looked for, as each costs a pass.
    ///   - isLevelled: makes up for the fewer pairs that a long lag has, so that lags far apart compare. What partial ones are
    ///     made of must not be, or it would be that of no series.
    init(_ histories: [History], longest: Int, isLevelled: Bool) {
        var (sums, count, samples) = ([Double](), 0.0, 0)
        for history in histories.prefix(Self.mostSeries) {
            let values = Self.detrended(Array(history.values.suffix(Self.mostValues)))
            let reach = min(longest, values.count / 2)
            let scale = values.reduce(0) { $0 + $1 * $1 }
            guard reach > 2, scale > 0 else { continue }
            if sums.count <= reach { sums += [Double](repeating: 0, count: reach + 1 - sums.count) }
            for lag in 0...reach {
                var sum = 0.0
                for place in lag..<values.count { sum += values[place] * values[place - lag] }
                sums[lag] += sum / scale * (isLevelled ? Double(values.count) / Double(values.count - lag) : 1)
            }
            count += 1
            samples += values.count
        }
        // A lag that only some series are long enough for is 0 in the others.
        self.values = sums.map { $0 / max(1, count) }
        self.samples = samples
    }

    /// What each lag tells beyond all shorter ones, from lag 1, by the recursion of Levinson and Durbin.
    var partial: [Double] {
        guard values.count > 1, values[0] > 0 else { return [] }
        var (weights, result, error) = ([Double](), [Double](), 1.0)
        for lag in 1..<values.count {
            let told = weights.indices.reduce(0) { $0 + weights[$1] * values[lag - 1 - $1] }
            guard error > 1e-9 else { break }
            let next = (values[lag] - told) / error
            weights = weights.indices.map { weights[$0] - next * weights[weights.count - 1 - $0] } + [next]
            error *= 1 - next * next
            result.append(next)
        }
        return result
    }

    /// What a straight line leaves, over its standard deviation; what is missing becomes 0.
    private static func detrended(_ values: [Double]) -> [Double] {
        let present = values.indices.filter { values[$0].isFinite }
        guard present.count > 2 else { return [] }
        let count = Double(present.count)
        let (x, y) = (present.reduce(0) { $0 + Double($1) } / count, present.reduce(0) { $0 + values[$1] / count })
        let (square, product) = present.reduce((0.0, 0.0)) { sums, place in
            let off = Double(place) - x
            return (sums.0 + off * off, sums.1 + off * (values[place] - y))
        }
        let slope = square > 0 ? product / square : 0
        let rests = values.indices.map { values[$0].isFinite ? values[$0] - y - slope * (Double($0) - x) : 0 }
        let deviation = (rests.reduce(0) { $0 + $1 * $1 } / count).squareRoot()
        return deviation > 1e-12 * max(1, abs(y)) ? rests.map { $0 / deviation } : []
    }
}

/// Which values before tell what comes.
enum TargetLags {
    private static let longest = 40
    private static let most = 8

    /// Those whose partial autocorrelation is no accident, the eight strongest; 1 where there are none.
    static func of(_ histories: [History]) -> [Int] {
        let found = Autocorrelation(histories, longest: longest, isLevelled: false)
        let least = 1.96 / Double(max(1, found.samples)).squareRoot()
        let strong = found.partial.enumerated().filter { abs($0.element) > least }
            .sorted { (abs($1.element), $0.offset) < (abs($0.element), $1.offset) }
        return strong.isEmpty ? [1] : strong.prefix(most).map { $0.offset + 1 }.sorted()
    }
}
