/// What becomes of each column of the data, before anything is fitted.
package struct FeaturePlan: Codable, Sendable, Hashable {
    package enum Treatment: Codable, Sendable, Hashable {
        case number(MissingFilling)
        case category
        case date(DateOrder)
        case dropped
    }

    package struct Decision: Codable, Sendable, Hashable {
        package let name: String
        package let treatment: Treatment
        /// What a person should know, as a sentence.
        package let note: String?
        /// Whether the note only counts the missing values, as a guardrail does for all columns.
        let onlyCountsMissing: Bool

        package init(name: String, treatment: Treatment, note: String? = nil, onlyCountsMissing: Bool = false) {
            self.name = name
            self.treatment = treatment
            self.note = note
            self.onlyCountsMissing = onlyCountsMissing
        }
    }

    /// In the order of the columns; without the target, weights and splits.
    package let decisions: [Decision]
    package let blocked: Set<Featurization.Transformer>

    package init(decisions: [Decision], blocked: Set<Featurization.Transformer> = []) {
        self.decisions = decisions
        self.blocked = blocked
    }

    package var notes: [String] { decisions.compactMap(\.note) }

    /// Those that no guardrail tells as well.
    var unguardedNotes: [String] { decisions.filter { !$0.onlyCountsMissing }.compactMap(\.note) }
}
