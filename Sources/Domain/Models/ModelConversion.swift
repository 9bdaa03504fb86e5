/// How a model is to be converted (`atelier model convert`).
package struct ConversionOrder: Codable, Sendable, Hashable {
    /// `sklearn`, `lightgbm` or `xgboost`, for a pickled model that says nothing of itself.
    package var flavor: String?
    /// What a pickled model runs in; nil for the newest packages.
    package var environment: AssetReference?
    /// The name to register the graph under; nil for the model's own.
    package var newName: ModelName?
    /// The largest difference that is accepted, in parts of the largest answer.
    package var tolerance: Double
    /// Random rows that are compared besides the input example's.
    package var rows: Int

    package static let usualTolerance = 1e-5
    package static let usualRows = 1000

    package init(
        flavor: String? = nil, environment: AssetReference? = nil, newName: ModelName? = nil,
        tolerance: Double = usualTolerance, rows: Int = usualRows
    ) {
        self.flavor = flavor
        self.environment = environment
        self.newName = newName
        self.tolerance = tolerance
        self.rows = rows
    }
}

/// A model that was converted, and how it was held against its original.
package struct ConvertedModel: Codable, Sendable {
    package let model: ModelVersion
    /// In parts of the largest answer; of classes 0, as none may differ.
    package let largestDifference: Double
    package let rows: Int
    package let warnings: [String]

    package init(model: ModelVersion, largestDifference: Double, rows: Int, warnings: [String]) {
        self.model = model
        self.largestDifference = largestDifference
        self.rows = rows
        self.warnings = warnings
    }
}
