/// Values in the envelope that Azure gives them in a job's artifacts: a kind, a version and the data.
package struct ReportArtifact<Content: Codable & Sendable & Hashable>: Codable, Sendable, Hashable {
    package let kind: String
    package let version: String
    package let data: Content

    init(_ kind: String, _ version: String, _ data: Content) {
        self.kind = kind
        self.version = version
        self.data = data
    }

    private enum CodingKeys: String, CodingKey {
        case kind = "schema_type"
        case version = "schema_version"
        case data
    }
}

/// `confusion_matrix`: a row a true class, a column a predicted one.
package struct ConfusionContent: Codable, Sendable, Hashable {
    package let labels: [String]
    package let matrix: [[Int]]

    private enum CodingKeys: String, CodingKey {
        case labels = "class_labels"
        case matrix
    }
}

/// `accuracy_table`: for each class and each threshold the true and false positives and the true and false negatives, in this
/// order; once at thresholds of the probability, and once at those below which a share of all probabilities lies.
package struct AccuracyTableContent: Codable, Sendable, Hashable {
    package let probabilityTables: [[[Int]]]
    package let percentileTables: [[[Int]]]
    package let probabilityThresholds: [Double]
    package let percentileThresholds: [Double]
    package let labels: [String]

    private enum CodingKeys: String, CodingKey {
        case probabilityTables = "probability_tables"
        case percentileTables = "percentile_tables"
        case probabilityThresholds = "probability_thresholds"
        case percentileThresholds = "percentile_thresholds"
        case labels = "class_labels"
    }
}

/// `residuals`: how many answers are off by how much, predicted less true.
package struct ResidualsContent: Codable, Sendable, Hashable {
    /// One more than there are bins; what lies beyond the outer ones is in the outer bins.
    package let edges: [Double]
    package let counts: [Int]
    package let mean: Double
    package let deviation: Double
    package let total: Int

    private enum CodingKeys: String, CodingKey {
        case edges = "bin_edges"
        case counts = "bin_counts"
        case mean
        case deviation = "stddev"
        case total = "res_count"
    }
}

/// `predicted_true`: what is predicted, in the mean, for targets of each bin.
package struct PredictedTrueContent: Codable, Sendable, Hashable {
    package let averages: [Double]
    /// The standard deviation of the predictions in each bin.
    package let errors: [Double]
    package let counts: [Int]
    package let edges: [Double]

    private enum CodingKeys: String, CodingKey {
        case averages = "bin_averages"
        case errors = "bin_errors"
        case counts = "bin_counts"
        case edges = "bin_edges"
    }
}
