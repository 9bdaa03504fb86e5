import Foundation
import Testing

@testable import Learning

/// What `make_references.py` wrote: a data set, and what scikit-learn makes of it.
struct Reference: Decodable {
    struct Data: Decodable {
        let columns: Int
        let features: [Double]
        let targets: [Double]
    }

    struct Linear: Decodable {
        let weights: [Double]
        let intercepts: [Double]
    }

    struct Groups: Decodable {
        let inertia: Double
        /// By their first feature.
        let centres: [[Double]]
    }

    let data: Data
    struct Trees: Decodable {
        let forest: TreeForest
        let answers: [Double]
    }

    let ols, ridge, lasso, elasticNet, logistic: Linear?
    let l1, byBoth, weightedRidge, weightedElasticNet, weightedLogistic: Linear?
    let knn, knnByDistance, bayes, weightedBayes, bernoulli, multinomial: [Double]?
    let trees: Trees?
    let scores: [String: Double]?
    let kMeans: Groups?

    private enum CodingKeys: String, CodingKey {
        case data, ols, ridge, lasso, logistic, l1, knn, bayes, bernoulli, multinomial, scores, trees
        case byBoth = "by_both"
        case weightedRidge = "weighted_ridge"
        case weightedElasticNet = "weighted_elastic_net"
        case weightedLogistic = "weighted_logistic"
        case weightedBayes = "weighted_bayes"
        case knnByDistance = "knn_by_distance"
        case elasticNet = "elastic_net"
        case kMeans = "k_means"
    }

    static func named(_ name: String) throws -> Reference {
        let file = try #require(Bundle.module.resourceURL).appending(path: "References/\(name).json")
        return try JSONDecoder().decode(Reference.self, from: Foundation.Data(contentsOf: file))
    }

    var features: Matrix {
        Matrix(rows: data.targets.count, columns: data.columns, values: data.features)
    }

    /// Every tenth sample.
    var some: Matrix { features.selecting(Array(stride(from: 0, to: features.rows, by: 10))) }

    /// How much the samples count where the reference says "weighted".
    var weights: [Double] { data.targets.indices.map { 0.2 + Double($0 % 5) } }

    var classes: [Int] { data.targets.map { Int($0) } }
}

extension Matrix {
    /// Every seventh number is missing.
    var withGaps: Matrix {
        Matrix(rows: rows, columns: columns, values: values.enumerated().map { $0.offset.isMultiple(of: 7) ? .nan : $0.element })
    }
}

/// Whether all numbers are alike to so many parts of them, or of one where they are smaller.
func expectAlike(
    _ given: [Double], _ expected: [Double]?, within tolerance: Double = 1e-4, _ what: String = "",
    sourceLocation: SourceLocation = #_sourceLocation
) throws {
    let expected = try #require(expected, sourceLocation: sourceLocation)
    #expect(given.count == expected.count, "\(what)", sourceLocation: sourceLocation)
    let worst = zip(given, expected).map { abs($0 - $1) / max(1, abs($1)) }.max() ?? .infinity
    #expect(worst < tolerance, "\(what) is off by \(worst)", sourceLocation: sourceLocation)
}
