/// After how many periods series repeat themselves, by their autocorrelation.
enum Seasonality {
    private static let longest = 400

    /// 1 for none. Of several series, by what they have in common.
    static func of(_ histories: [History]) -> Int {
        let found = Autocorrelation(histories, longest: longest + 1, isLevelled: true)
        let correlations = found.values
        guard correlations.count > 3 else { return 1 }
        let least = max(0.25, 2 / Double(found.samples).squareRoot())
        let peaks = (2..<correlations.count - 1).filter {
            correlations[$0] > least && correlations[$0] > correlations[$0 - 1] && correlations[$0] >= correlations[$0 + 1]
        }
        guard let best = peaks.map({ correlations[$0] }).max() else { return 1 }
        // Twice a season is a season too.
        return peaks.first { correlations[$0] >= 0.9 * best } ?? 1
    }
}
