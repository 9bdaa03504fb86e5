import Foundation
import Learning

/// Samples that are the same at every run, of which something can be learnt.
enum Samples {
    /// Features of unlike sizes, some missing, and a score that depends on the first three.
    static func features(_ rows: Int, _ columns: Int, missing: Double = 0, seed: UInt64 = 1) -> (features: Matrix, scores: [Double]) {
        var generator = SeededGenerator(seed: seed)
        var features = Matrix(rows: rows, columns: columns)
        var scores: [Double] = []
        for row in 0..<rows {
            for column in 0..<columns { features[row, column] = Double.random(in: -1...1, using: &generator) * pow(10, Double(column % 4)) }
            scores.append(
                features[row, 0] * 3 + (features[row, 1] > 2 ? 2 : -1) + sin(features[row, 2] / 20)
                    + Double.random(in: -0.3...0.3, using: &generator))
            for column in 0..<columns where Double.random(in: 0..<1, using: &generator) < missing { features[row, column] = .nan }
        }
        return (features, scores)
    }

    static func targets(_ scores: [Double], classes: Int) -> [Double] {
        guard classes > 0 else { return scores }
        let sorted = scores.sorted()
        let limits = (1..<classes).map { sorted[sorted.count * $0 / classes] }
        return scores.map { score in Double(limits.count { score >= $0 }) }
    }
}
