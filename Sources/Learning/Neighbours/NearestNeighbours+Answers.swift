extension NearestNeighbours {
    /// The share of each class among the nearest, a column a class; or the mean of their targets, in one column: as scikit-learn's
    /// `KNeighborsClassifier` and `KNeighborsRegressor` with the Euclidean distance. Of samples that are as near the first count.
    /// When `isCancelled` says so, the rows that are left stay without an answer.
    package func predict(_ features: Matrix, isCancelled: () -> Bool = { false }) -> Matrix {
        precondition(features.columns == samples.columns)
        let blocks = NeighbourBlocks(samples)
        var result = Matrix(rows: features.rows, columns: max(1, classCount))
        var found = [Nearest](repeating: Nearest(count: count), count: NeighbourBlocks.queries)
        var row = 0
        while row < features.rows, !isCancelled() {
            let taken = min(NeighbourBlocks.queries, features.rows - row)
            for place in found.indices { found[place].empty() }
            blocks.search(features, from: row, taken, &found)
            for place in 0..<taken { answer(found[place], &result, row + place) }
            row += taken
        }
        return result
    }

    private func answer(_ nearest: Nearest, _ result: inout Matrix, _ row: Int) {
        // A sample that is where the new one is outweighs all that are not.
        let hasExact = weights == .distance && nearest.distances.contains(0)
        var total = 0.0
        for (distance, place) in zip(nearest.distances, nearest.places) {
            let weight =
                switch weights {
                case .uniform: 1.0
                case .distance: hasExact ? (distance == 0 ? 1 : 0) : 1 / distance.squareRoot()
                }
            total += weight
            if classCount == 0 { result[row, 0] += weight * targets[place] } else { result[row, Int(targets[place])] += weight }
        }
        // A feature that is no number leaves nothing near.
        guard total > 0 else { return }
        for column in 0..<result.columns { result[row, column] /= total }
    }
}

/// The nearest samples so far, the nearest first, by square distance.
struct Nearest {
    let count: Int
    private(set) var distances: [Double] = []
    private(set) var places: [Int] = []
    /// Nothing from here on is near enough.
    private(set) var limit = Double.infinity

    init(count: Int) {
        self.count = count
    }

    mutating func empty() {
        distances.removeAll(keepingCapacity: true)
        places.removeAll(keepingCapacity: true)
        limit = .infinity
    }

    mutating func add(_ distance: Double, _ place: Int) {
        guard distance < limit else { return }
        if distances.count == count {
            distances.removeLast()
            places.removeLast()
        }
        var index = distances.count
        while index > 0, distances[index - 1] > distance { index -= 1 }
        distances.insert(distance, at: index)
        places.insert(place, at: index)
        if distances.count == count { limit = distances[count - 1] }
    }
}

/// Samples four at a time, the four's values of a feature side by side: the distances of four samples to four others are worked
/// out in the processor's registers. They are sums of squared differences, which do not cancel out where samples are near.
private struct NeighbourBlocks {
    static let queries = 4
    private let values: [SIMD4<Double>]
    private let samples: Int
    private let width: Int

    init(_ matrix: Matrix) {
        samples = matrix.rows
        width = matrix.columns
        let count = (matrix.rows + 3) / 4
        var values = [SIMD4<Double>](repeating: SIMD4(repeating: .nan), count: count * matrix.columns)
        for row in 0..<matrix.rows {
            for column in 0..<matrix.columns { values[row / 4 * matrix.columns + column][row % 4] = matrix[row, column] }
        }
        self.values = values
    }

    /// Compares `taken` rows of `features`, at most four, with all samples.
    func search(_ features: Matrix, from row: Int, _ taken: Int, _ found: inout [Nearest]) {
        // Fewer than four are asked for as four, the last one again.
        let starts = (0..<Self.queries).map { (row + min($0, taken - 1)) * width }
        let (first, second, third, fourth) = (starts[0], starts[1], starts[2], starts[3])
        values.withUnsafeBufferPointer { values in
            features.values.withUnsafeBufferPointer { asked in
                for block in 0..<(samples + 3) / 4 {
                    var (one, two, three, four) = (SIMD4<Double>(), SIMD4<Double>(), SIMD4<Double>(), SIMD4<Double>())
                    let start = block * width
                    for column in 0..<width {
                        let those = values[start + column]
                        let a = those - asked[first + column]
                        let b = those - asked[second + column]
                        let c = those - asked[third + column]
                        let d = those - asked[fourth + column]
                        one += a * a
                        two += b * b
                        three += c * c
                        four += d * d
                    }
                    Self.keep(one, block, &found[0])
                    if taken > 1 { Self.keep(two, block, &found[1]) }
                    if taken > 2 { Self.keep(three, block, &found[2]) }
                    if taken > 3 { Self.keep(four, block, &found[3]) }
                }
            }
        }
    }

    @inline(__always) private static func keep(_ distances: SIMD4<Double>, _ block: Int, _ nearest: inout Nearest) {
        // Places behind the last sample are NaN and never less.
        guard any(distances .< nearest.limit) else { return }
        for lane in 0..<4 where distances[lane] < nearest.limit { nearest.add(distances[lane], block * 4 + lane) }
    }
}
