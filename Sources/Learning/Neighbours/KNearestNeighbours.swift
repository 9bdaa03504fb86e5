/// The classes of the nearest samples, or the mean of their targets, as scikit-learn's `KNeighborsClassifier` and
/// `KNeighborsRegressor` with uniform weights and the Euclidean distance.
package struct KNearestNeighbours: Sendable, Hashable {
    package let features: Matrix
    package let count: Int

    package init(_ features: Matrix, count: Int = 5) {
        precondition(count > 0 && count <= features.rows)
        self.features = features
        self.count = count
    }

    /// The share of each class among the nearest: a row a sample, a column a class.
    package func probabilities(_ samples: Matrix, classes: [Int], classCount: Int) -> Matrix {
        var result = Matrix(rows: samples.rows, columns: classCount)
        for row in 0..<samples.rows {
            for place in nearest(samples.row(row)) { result[row, classes[place]] += 1 / Double(count) }
        }
        return result
    }

    package func predict(_ samples: Matrix, targets: [Double]) -> [Double] {
        (0..<samples.rows).map { row in nearest(samples.row(row)).reduce(0) { $0 + targets[$1] } / Double(count) }
    }

    /// The places of the nearest, the nearest first; of those that are as near the first ones.
    private func nearest(_ sample: ArraySlice<Double>) -> [Int] {
        var found: [(distance: Double, place: Int)] = []
        for place in 0..<features.rows {
            var distance = 0.0
            for (one, other) in zip(sample, features.row(place)) { distance += (one - other) * (one - other) }
            guard found.count < count || distance < found[count - 1].distance else { continue }
            let index = found.firstIndex { distance < $0.distance } ?? found.count
            found.insert((distance, place), at: index)
            if found.count > count { found.removeLast() }
        }
        return found.map(\.place)
    }
}
