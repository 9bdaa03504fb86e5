/// What stands in for missing numbers, NaN, by column, as scikit-learn's `SimpleImputer`.
package struct Imputer: Sendable, Hashable {
    package enum Strategy: String, Sendable, CaseIterable {
        case mean
        case median
        case mostFrequent = "most_frequent"
    }

    /// 0 for a column that had no number at all.
    package let values: [Double]

    package init(_ strategy: Strategy = .mean, fitting features: Matrix) {
        values = (0..<features.columns).map { column in
            let present = (0..<features.rows).map { features[$0, column] }.filter { !$0.isNaN }.sorted()
            guard !present.isEmpty else { return 0 }
            switch strategy {
            case .mean: return present.reduce(0, +) / Double(present.count)
            case .median:
                let middle = present.count / 2
                return present.count.isMultiple(of: 2) ? (present[middle - 1] + present[middle]) / 2 : present[middle]
            case .mostFrequent: return Self.mostFrequent(present)
            }
        }
    }

    /// The least of those that are as frequent.
    private static func mostFrequent(_ sorted: [Double]) -> Double {
        var (best, longest, start) = (sorted[0], 0, 0)
        for place in sorted.indices {
            if sorted[place] != sorted[start] { start = place }
            if place - start + 1 > longest { (best, longest) = (sorted[place], place - start + 1) }
        }
        return best
    }

    package func transform(_ features: Matrix) -> Matrix {
        var result = features
        for row in 0..<features.rows {
            for column in 0..<features.columns where features[row, column].isNaN { result[row, column] = values[column] }
        }
        return result
    }
}
