/// A column of the data that a model was trained with.
package struct ModelColumn: Codable, Sendable, Hashable {
    package enum Kind: String, Codable, Sendable, CaseIterable {
        /// Any numbers.
        case double
        /// Whole numbers only.
        case long
        case string
        /// A text that says a moment in time.
        case datetime
    }

    package let name: String
    package let kind: Kind
    /// Values were missing in training, so that they may be again.
    package let isOptional: Bool

    package init(name: String, kind: Kind, isOptional: Bool = false) {
        self.name = name
        self.kind = kind
        self.isOptional = isOptional
    }

    /// What a signature says: a whole number that is missing would have no value, as NaN is none.
    package var writtenKind: Kind { kind == .long && isOptional ? .double : kind }
}

/// What a classifier's classes are called, in the order of its probabilities.
package enum ModelClasses: Codable, Sendable, Hashable {
    case texts([String])
    case numbers([Int64])

    package var count: Int {
        switch self {
        case .texts(let texts): texts.count
        case .numbers(let numbers): numbers.count
        }
    }
}
