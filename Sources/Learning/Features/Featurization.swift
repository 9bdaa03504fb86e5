/// How features are to be made of columns: `featurization` of an automated ML job. What is not said is decided by the data.
package struct Featurization: Codable, Sendable, Hashable {
    /// `off` looks for no dates and identifiers: numbers are taken as they are, and texts are categories.
    package enum Mode: String, Codable, Sendable {
        case auto, off
    }

    /// What a column is for, by Azure's `column_name_and_types`.
    package enum Purpose: String, Codable, Sendable, CaseIterable {
        case numeric = "Numeric"
        case categorical = "Categorical"
        case dateTime = "DateTime"
        case text = "Text"
        case ignore = "Ignore"
    }

    /// Those of `blocked_transformers` that are ours too.
    package enum Transformer: String, Codable, Sendable, CaseIterable {
        case oneHotEncoder = "one_hot_encoder"
        case targetEncoder = "cat_target_encoder"
    }

    package var mode: Mode
    /// By column, as the two below.
    package var purposes: [String: Purpose]
    package var fillings: [String: MissingFilling]
    package var blocked: Set<Transformer>
    package var dropped: Set<String>
    /// How much a row counts; no feature.
    package var weightColumn: String?
    /// `cv_split_column_names`; no features.
    package var splitColumns: [String]

    package init(
        mode: Mode = .auto, purposes: [String: Purpose] = [:], fillings: [String: MissingFilling] = [:],
        blocked: Set<Transformer> = [], dropped: Set<String> = [], weightColumn: String? = nil, splitColumns: [String] = []
    ) {
        self.mode = mode
        self.purposes = purposes
        self.fillings = fillings
        self.blocked = blocked
        self.dropped = dropped
        self.weightColumn = weightColumn
        self.splitColumns = splitColumns
    }
}

/// What stands in for a missing number.
package enum MissingFilling: Codable, Sendable, Hashable {
    case mean, median, mostFrequent
    case constant(Double)
}
