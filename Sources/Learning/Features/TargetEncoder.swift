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
        var (sums, counts) = (
            [Double](repeating: 0, count: column.values.count), [Double](repeating: 0, count: column.values.count)
        )
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
        precondition(column.codes.count == targets.count && folds.count == targets.count)
        let count = (folds.max() ?? 0) + 1
        let codes = column.values.count
        // By fold: of each code, and of all.
        var (sums, counts) = ([Double](repeating: 0, count: codes * count), [Double](repeating: 0, count: codes * count))
        var (foldSums, foldCounts) = ([Double](repeating: 0, count: count), [Double](repeating: 0, count: count))
        for (row, code) in column.codes.enumerated() {
            foldSums[folds[row]] += targets[row]
            foldCounts[folds[row]] += 1
            guard code >= 0 else { continue }
            sums[Int(code) * count + folds[row]] += targets[row]
            counts[Int(code) * count + folds[row]] += 1
        }
        let (sum, samples) = (foldSums.reduce(0, +), foldCounts.reduce(0, +))
        guard foldCounts.allSatisfy({ $0 < samples }) else {
            return TargetEncoder(fitting: column, targets, smoothing: smoothing).transform(column)
        }
        let means = (0..<count).map { (sum - foldSums[$0]) / (samples - foldCounts[$0]) }
        var byCode = [Double](repeating: 0, count: codes * count)
        for code in 0..<codes {
            let places = code * count..<(code + 1) * count
            let (all, often) = (sums[places].reduce(0, +), counts[places].reduce(0, +))
            for fold in 0..<count {
                let outside = often - counts[code * count + fold]
                byCode[code * count + fold] =
                    outside == 0
                    ? means[fold] : (all - sums[code * count + fold] + smoothing * means[fold]) / (outside + smoothing)
            }
        }
        return column.codes.enumerated().map { row, code in code < 0 ? means[folds[row]] : byCode[Int(code) * count + folds[row]]
        }
    }
}
