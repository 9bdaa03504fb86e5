/// A text as the mean target of the samples that have it, drawn towards the mean of all where they are few, as scikit-learn's
/// `TargetEncoder` with a fixed `smooth`.
package struct TargetEncoder: Sendable, Hashable {
    package let means: [String: Double]
    /// Of all samples: what an unknown or a missing text becomes.
    package let mean: Double

    /// - Parameter smoothing: samples of the whole that are mixed into each text's own.
    package init(fitting column: TextColumn, _ targets: [Double], smoothing: Double = 10) {
        precondition(column.codes.count == targets.count && !targets.isEmpty && smoothing >= 0)
        let mean = targets.reduce(0, +) / Double(targets.count)
        var (sums, counts) = ([Double](repeating: 0, count: column.values.count), [Double](repeating: 0, count: column.values.count))
        for (code, target) in zip(column.codes, targets) where code >= 0 {
            sums[Int(code)] += target
            counts[Int(code)] += 1
        }
        var means: [String: Double] = [:]
        for (place, text) in column.values.enumerated() where counts[place] > 0 {
            means[text] = (sums[place] + smoothing * mean) / (counts[place] + smoothing)
        }
        self.means = means
        self.mean = mean
    }

    package func transform(_ column: TextColumn) -> [Double] {
        let byCode = column.values.map { means[$0] ?? mean }
        return column.codes.map { $0 < 0 ? mean : byCode[Int($0)] }
    }

    /// What each sample gets from an encoder that has not seen it, so that no target is its own feature.
    package static func transformOutOfFold(
        _ column: TextColumn, _ targets: [Double], folds: [Int], smoothing: Double = 10
    ) -> [Double] {
        var result = [Double](repeating: 0, count: targets.count)
        for fold in Set(folds).sorted() {
            let (inside, outside) = (folds.indices.filter { folds[$0] == fold }, folds.indices.filter { folds[$0] != fold })
            guard !outside.isEmpty else { return TargetEncoder(fitting: column, targets, smoothing: smoothing).transform(column) }
            let encoder = TargetEncoder(
                fitting: TextColumn(outside.map { column[$0] }), outside.map { targets[$0] }, smoothing: smoothing)
            for place in inside { result[place] = column[place].flatMap { encoder.means[$0] } ?? encoder.mean }
        }
        return result
    }
}
