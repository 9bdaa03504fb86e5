/// What was looked at in the data before training, and what came of it: Azure calls these guardrails.
package struct Guardrail: Codable, Sendable, Hashable {
    package enum Kind: String, Codable, Sendable, CaseIterable {
        case missingTargets = "Missing targets"
        case missingValues = "Missing feature values imputation"
        case highCardinality = "High cardinality feature detection"
        case classBalance = "Class balancing detection"
        case gaps = "Missing target values in time"
        case validation = "Validation split handling"
    }

    package enum Result: String, Codable, Sendable {
        /// Nothing to do.
        case passed = "Passed"
        /// Something was done about it.
        case done = "Done"
        /// It is for a human to look at.
        case alerted = "Alerted"
    }

    package let kind: Kind
    package let result: Result
    /// One sentence.
    package let message: String

    package init(_ kind: Kind, _ result: Result, _ message: String) {
        self.kind = kind
        self.result = result
        self.message = message
    }
}
