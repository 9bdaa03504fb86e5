/// Classes by a weighted sum of features each, as scikit-learn's `LogisticRegression`: it minimises
/// C·Σ loss + (1 − ρ)/2·‖w‖² + ρ‖w‖₁, with the multinomial loss, or the logistic one for two classes; intercepts are not penalised.
package struct LogisticRegression: Sendable, Hashable {
    /// C; larger is freer.
    package var inversePenalty: Double
    /// ρ: 0 penalises squares, 1 sizes, which leaves features out.
    package var l1Ratio: Double
    package var maximumRounds: Int

    package init(inversePenalty: Double = 1, l1Ratio: Double = 0, maximumRounds: Int = 1000) {
        self.inversePenalty = inversePenalty
        self.l1Ratio = l1Ratio
        self.maximumRounds = maximumRounds
    }

    /// `classes` has the class of each sample, from 0 to `classCount` - 1; `weights` how much each counts, nil for all alike.
    /// When `isCancelled` says so, the model is what was found by then.
    package func fit(
        _ features: Matrix, _ classes: [Int], classCount: Int, weights: [Double]? = nil, isCancelled: () -> Bool = { false }
    ) -> LogisticModel {
        precondition(features.rows == classes.count && features.rows > 0 && classCount > 1)
        let loss = LogisticLoss(features, classes, classCount: classCount, weights: weights)
        let (width, stride) = (features.columns, features.columns + 1)
        let freedom = inversePenalty
        let square = 1 - l1Ratio
        // The squares' penalty alone has a curvature of 1, so that no weight is further from the best than the slope; many samples
        // add to it.
        return withoutActuallyEscaping(isCancelled) { isCancelled in
            let search = LBFGS(
                maximumRounds: maximumRounds, tolerance: max(1e-6, 1e-8 * freedom * Double(features.rows)), isCancelled: isCancelled)
            let evaluate = { (point: [Double], slope: inout [Double]) -> Double in
                let value = freedom * loss.evaluate(point, &slope)
                var penalty = 0.0
                for index in slope.indices {
                    slope[index] *= freedom
                    if index % stride != width {
                        slope[index] += square * point[index]
                        penalty += square * point[index] * point[index]
                    }
                }
                return value + penalty / 2
            }
            let start = [Double](repeating: 0, count: loss.size)
            let solution =
                if l1Ratio > 0 {
                    search.minimise(start, sizes: start.indices.map { $0 % stride == width ? 0 : l1Ratio }, evaluate)
                } else {
                    search.minimise(start, evaluate)
                }
            return LogisticModel(
                weights: Matrix(
                    rows: loss.outputs, columns: width,
                    values: (0..<loss.outputs).flatMap { solution[$0 * stride..<$0 * stride + width] }),
                intercepts: (0..<loss.outputs).map { solution[$0 * stride + width] })
        }
    }
}
