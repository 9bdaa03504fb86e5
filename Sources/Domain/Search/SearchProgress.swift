package import FoundationEssentials

/// How far a sweep or an `automl` job has come: its trials and the best of them.
package struct SearchProgress: Codable, Sendable, Hashable {
    package let job: JobName
    /// The metric that trials are compared by.
    package let metric: String
    package let isHigherBetter: Bool
    /// At most so many trials.
    package let trialLimit: Int
    /// When it ends at the latest; nil for no limit, or when it has not begun.
    package var deadline: Date?
    /// What was found out about the data, a sentence each.
    package var notes: [String]
    /// In the order they were begun.
    package var trials: [SearchTrial]
    /// The trial with the best score so far.
    package var best: JobName?

    package init(
        job: JobName, metric: String, isHigherBetter: Bool, trialLimit: Int, deadline: Date? = nil, notes: [String] = [],
        trials: [SearchTrial] = [], best: JobName? = nil
    ) {
        self.job = job
        self.metric = metric
        self.isHigherBetter = isHigherBetter
        self.trialLimit = trialLimit
        self.deadline = deadline
        self.notes = notes
        self.trials = trials
        self.best = best
    }
}

/// One trial of a search: a job of its own.
package struct SearchTrial: Codable, Sendable, Hashable {
    package let job: JobName
    /// From 0.
    package let number: Int
    /// What it trains, of an `automl` job: `XGBoostClassifier`.
    package var algorithm: String?
    package var parameters: [String: JSONValue]
    package var status: JobStatus
    package var reason: String?
    /// The best value of the metric so far; nil while there is none.
    package var score: Double?
    package var startedAt: Date?
    package var endedAt: Date?

    package init(
        job: JobName, number: Int, algorithm: String? = nil, parameters: [String: JSONValue] = [:], status: JobStatus,
        reason: String? = nil, score: Double? = nil, startedAt: Date? = nil, endedAt: Date? = nil
    ) {
        self.job = job
        self.number = number
        self.algorithm = algorithm
        self.parameters = parameters
        self.status = status
        self.reason = reason
        self.score = score
        self.startedAt = startedAt
        self.endedAt = endedAt
    }
}
