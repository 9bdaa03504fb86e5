/// What somebody asked to run: the fields every kind of job has, and the work itself.
package struct JobSpec: Codable, Sendable {
    package var name: JobName?
    package var displayName: String?
    package var experimentName: String?
    package var description: String?
    package var tags: [String: String]
    package var properties: [String: String]
    /// Nil is Azure's "serverless": the `local` target.
    package var compute: ComputeName?
    /// The job it belongs to, by name only.
    package var parentJobName: JobName?
    package var queue: QueueSettings?
    package var work: JobWork

    package init(
        name: JobName? = nil, displayName: String? = nil, experimentName: String? = nil, description: String? = nil,
        tags: [String: String] = [:], properties: [String: String] = [:], compute: ComputeName? = nil,
        parentJobName: JobName? = nil, queue: QueueSettings? = nil, work: JobWork
    ) {
        self.name = name
        self.displayName = displayName
        self.experimentName = experimentName
        self.description = description
        self.tags = tags
        self.properties = properties
        self.compute = compute
        self.parentJobName = parentJobName
        self.queue = queue
        self.work = work
    }
}

extension JobSpec {
    /// How soon it goes among those that wait.
    package var queueRank: Int { queue?.rank ?? QueueSettings.usualRank }
}
