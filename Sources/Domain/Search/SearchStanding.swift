/// How far a search has come, in as few words as a list has room for.
package struct SearchStanding: Codable, Sendable, Hashable {
    package enum Kind: String, Codable, Sendable, CaseIterable {
        case sweep, automl
    }

    package let kind: Kind
    /// Trials that are over, whatever came of them.
    package let done: Int
    /// At most so many trials.
    package let limit: Int
    /// The best value of the metric so far; nil while no trial has reported it.
    package let best: LatestMetric?

    package init(kind: Kind, done: Int, limit: Int, best: LatestMetric? = nil) {
        self.kind = kind
        self.done = done
        self.limit = limit
        self.best = best
    }
}
