package import Domain

/// What a client says of a run it makes.
package struct NewRun: Sendable {
    package var experiment: ExperimentID
    package var name: String?
    package var user: String
    package var startTime: Int64?
    package var tags: [TrackingPair]
    /// A client that sends the same key again gets the same run.
    package var idempotencyKey: String?

    package init(
        experiment: ExperimentID, name: String?, user: String, startTime: Int64?, tags: [TrackingPair],
        idempotencyKey: String?
    ) {
        self.experiment = experiment
        self.name = name
        self.user = user
        self.startTime = startTime
        self.tags = tags
        self.idempotencyKey = idempotencyKey
    }
}

/// What a client changes about a run; nil leaves a thing as it is.
package struct RunChange: Sendable {
    package var status: RunStatus?
    package var endTime: Int64?
    package var name: String?

    package init(status: RunStatus? = nil, endTime: Int64? = nil, name: String? = nil) {
        self.status = status
        self.endTime = endTime
        self.name = name
    }
}
