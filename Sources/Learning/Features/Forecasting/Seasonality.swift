/// After how many periods series repeat themselves, by their autocorrelation.
enum Seasonality {
    /// The longest that is looked for, as each lag costs a pass.
    private static let longest = 400
    private static let most = 4096

    /// 1 for none. Of several series, by what they have in common.
    static func of(_ histories: [History]) -> Int {
        var (sums, variance, samples) = ([Double](), 0.0, 0)
        for history in histories.prefix(100) {
            let values = detrended(Array(history.values.suffix(most)))
            let reach = min(longest + 1, values.count / 2)
            guard reach > 2 else { continue }
            if sums.count <= reach { sums += [Double](repeating: 0, count: reach + 1 - sums.count) }
            let scale = values.reduce(0) { $0 + $1 * $1 }
            guard scale > 0 else { continue }
            for lag in 1...reach {
                var sum = 0.0
                for place in lag..<values.count { sum += values[place] * values[place - lag] }
                sums[lag] += sum / scale * Double(values.count) / Double(values.count - lag)
            }
            variance += 1
            samples += values.count
        }
        guard variance > 0, sums.count > 3 else { return 1 }
        let correlations = sums.map { $0 / variance }
        let least = max(0.25, 2 / Double(samples).squareRoot())
        let peaks = (2..<correlations.count - 1).filter {
            correlations[$0] > least && correlations[$0] > correlations[$0 - 1] && correlations[$0] >= correlations[$0 + 1]
        }
        guard let best = peaks.map({ correlations[$0] }).max() else { return 1 }
        // Twice a season is a season too.
        return peaks.first { correlations[$0] >= 0.9 * best } ?? 1
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
