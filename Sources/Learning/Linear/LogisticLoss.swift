import Glibc

/// The logistic loss of samples, or the multinomial one of more than two classes, and its slope by the weights. Samples are kept
/// as groups of four features, so that the processor multiplies several at once; each is read once a time.
struct LogisticLoss {
    /// Sums a sample: one for two classes.
    let outputs: Int
    /// Groups of four a sample; behind the features comes a 1 for the intercept, and then zeros.
    private let groups: Int
    private let width: Int
    private let rows: [SIMD4<Double>]
    private let classes: [Int]
    private let weights: [Double]?

    init(_ features: Matrix, _ classes: [Int], classCount: Int, weights: [Double]?) {
        outputs = classCount == 2 ? 1 : classCount
        width = features.columns
        let groups = (features.columns + 4) / 4
        let width = features.columns
        self.groups = groups
        self.classes = classes
        self.weights = weights
        rows = [SIMD4<Double>](unsafeUninitializedCapacity: features.rows * groups) { buffer, count in
            features.values.withUnsafeBufferPointer { values in
                for row in 0..<features.rows {
                    for group in 0..<groups {
                        let first = group * 4
                        let start = row * width + first
                        if first + 4 <= width {
                            buffer.initializeElement(
                                at: row * groups + group,
                                to: SIMD4(values[start], values[start + 1], values[start + 2], values[start + 3]))
                            continue
                        }
                        var four = SIMD4<Double>()
                        for lane in 0..<4 where first + lane <= width {
                            four[lane] = first + lane == width ? 1 : values[start + lane]
                        }
                        buffer.initializeElement(at: row * groups + group, to: four)
                    }
                }
            }
            count = features.rows * groups
        }
    }

    /// Numbers of a point: the weights of an output and its intercept, output after output.
    var size: Int { outputs * (width + 1) }

    /// The sum of the samples' losses; `slope` is written.
    func evaluate(_ point: [Double], _ slope: inout [Double]) -> Double {
        let stride = width + 1
        let weights = (0..<outputs * groups).map { place in
            var four = SIMD4<Double>()
            for lane in 0..<4 where place % groups * 4 + lane < stride {
                four[lane] = point[place / groups * stride + place % groups * 4 + lane]
            }
            return four
        }
        var slopes = [SIMD4<Double>](repeating: SIMD4(), count: outputs * groups)
        let loss = outputs == 1 ? twoClasses(weights, &slopes) : manyClasses(weights, &slopes)
        for output in 0..<outputs {
            for column in 0..<stride { slope[output * stride + column] = slopes[output * groups + column / 4][column % 4] }
        }
        return loss
    }

    private func twoClasses(_ point: [SIMD4<Double>], _ slopes: inout [SIMD4<Double>]) -> Double {
        var loss = 0.0
        // Logarithms of many samples are that of a product; each factor is between 1 and 2.
        var product = 1.0
        rows.withUnsafeBufferPointer { rows in
            point.withUnsafeBufferPointer { point in
                slopes.withUnsafeMutableBufferPointer { slopes in
                    for row in classes.indices {
                        let start = row * groups
                        var sum = SIMD4<Double>()
                        for group in 0..<groups { sum += rows[start + group] * point[group] }
                        let score = sum.sum()
                        let isSecond = classes[row] == 1
                        let right = isSecond ? score : -score
                        // Never above 1, so that it does not overflow.
                        let small = exp(-abs(right))
                        let missing = (right > 0 ? small : 1) / (1 + small)
                        var pull = isSecond ? -missing : missing
                        if let weights {
                            loss += weights[row] * (log1p(small) + max(0, -right))
                            pull *= weights[row]
                        } else {
                            loss += max(0, -right)
                            product *= 1 + small
                            if row & 511 == 511 {
                                loss += log(product)
                                product = 1
                            }
                        }
                        for group in 0..<groups { slopes[group] += rows[start + group] * pull }
                    }
                }
            }
        }
        return loss + log(product)
    }

    private func manyClasses(_ point: [SIMD4<Double>], _ slopes: inout [SIMD4<Double>]) -> Double {
        var loss = 0.0
        var scores = [Double](repeating: 0, count: outputs)
        rows.withUnsafeBufferPointer { rows in
            point.withUnsafeBufferPointer { point in
                slopes.withUnsafeMutableBufferPointer { slopes in
                    scores.withUnsafeMutableBufferPointer { scores in
                        for row in classes.indices {
                            let start = row * groups
                            var top = -Double.infinity
                            for output in 0..<outputs {
                                var sum = SIMD4<Double>()
                                for group in 0..<groups { sum += rows[start + group] * point[output * groups + group] }
                                scores[output] = sum.sum()
                                top = max(top, scores[output])
                            }
                            let weight = weights?[row] ?? 1
                            let own = scores[classes[row]]
                            var total = 0.0
                            for output in 0..<outputs {
                                scores[output] = exp(scores[output] - top)
                                total += scores[output]
                            }
                            loss += weight * (top + log(total) - own)
                            for output in 0..<outputs {
                                let pull = weight * (scores[output] / total - (output == classes[row] ? 1 : 0))
                                for group in 0..<groups { slopes[output * groups + group] += rows[start + group] * pull }
                            }
                        }
                    }
                }
            }
        }
        return loss
    }
}
