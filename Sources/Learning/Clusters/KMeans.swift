/// Samples in groups around their means, as scikit-learn's `KMeans`: Lloyd's rounds from starts that are drawn far from each other
/// (k-means++, Arthur and Vassilvitskii 2007); the best of several starts is kept.
package struct KMeans: Sendable, Hashable {
    package var count: Int
    package var starts: Int
    package var maximumRounds: Int

    package init(count: Int, starts: Int = 10, maximumRounds: Int = 300) {
        precondition(count > 0 && starts > 0)
        self.count = count
        self.starts = starts
        self.maximumRounds = maximumRounds
    }

    /// `features` has at least as many rows as there are groups.
    package func fit(_ features: Matrix, using generator: inout some RandomNumberGenerator) -> KMeansModel {
        precondition(features.rows >= count)
        var best: KMeansModel?
        for _ in 0..<starts {
            let found = descend(features, from: firstCentres(features, &generator))
            if found.inertia < best?.inertia ?? .infinity { best = found }
        }
        return best ?? KMeansModel(centres: features.selecting(Array(0..<count)), inertia: 0)
    }

    /// Each next one is drawn by its square distance to the nearest before it.
    private func firstCentres(_ features: Matrix, _ generator: inout some RandomNumberGenerator) -> Matrix {
        var places = [Int.random(in: 0..<features.rows, using: &generator)]
        var distances = [Double](repeating: .infinity, count: features.rows)
        while places.count < count {
            let newest = features.row(places[places.count - 1])
            for row in 0..<features.rows {
                distances[row] = min(distances[row], KMeansModel.distance(features.row(row), newest))
            }
            let total = distances.reduce(0, +)
            guard total > 0 else {
                // All that is left is where a centre is already.
                places.append(Int.random(in: 0..<features.rows, using: &generator))
                continue
            }
            var rest = Double.random(in: 0..<total, using: &generator)
            places.append(distances.firstIndex { rest -= $0; return rest < 0 } ?? features.rows - 1)
        }
        return features.selecting(places)
    }

    private func descend(_ features: Matrix, from start: Matrix) -> KMeansModel {
        var centres = start
        var groups = [Int](repeating: -1, count: features.rows)
        for _ in 0..<maximumRounds {
            let now = KMeansModel(centres: centres, inertia: 0).predict(features)
            guard now != groups else { break }
            groups = now
            var sums = Matrix(rows: count, columns: features.columns)
            var sizes = [Double](repeating: 0, count: count)
            for (row, group) in groups.enumerated() {
                sizes[group] += 1
                for column in 0..<features.columns { sums[group, column] += features[row, column] }
            }
            // A group that lost all its samples stays where it was.
            for group in 0..<count where sizes[group] > 0 {
                for column in 0..<features.columns { centres[group, column] = sums[group, column] / sizes[group] }
            }
        }
        let inertia = groups.enumerated().reduce(0) { $0 + KMeansModel.distance(features.row($1.offset), centres.row($1.element)) }
        return KMeansModel(centres: centres, inertia: inertia)
    }
}

/// The mean of each group, a row each.
package struct KMeansModel: Sendable, Hashable {
    package let centres: Matrix
    /// The sum of the samples' square distances to their centres.
    package let inertia: Double

    /// The group of each sample.
    package func predict(_ features: Matrix) -> [Int] {
        (0..<features.rows).map { row in
            var (nearest, least) = (0, Double.infinity)
            for group in 0..<centres.rows {
                let distance = Self.distance(features.row(row), centres.row(group))
                if distance < least { (nearest, least) = (group, distance) }
            }
            return nearest
        }
    }

    static func distance(_ one: ArraySlice<Double>, _ other: ArraySlice<Double>) -> Double {
        zip(one, other).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }
    }
}
