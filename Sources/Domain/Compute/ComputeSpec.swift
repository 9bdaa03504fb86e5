/// What somebody asked a compute to be (`az ml compute create`).
package struct ComputeSpec: Codable, Sendable, Hashable {
    package var name: ComputeName
    package var type: ComputeType
    /// A VM size name such as `Standard_DS2_v2`; see `VMSize`.
    package var size: String
    package var minInstances: Int
    package var maxInstances: Int
    /// Seconds a node idles before the cluster scales it down.
    package var idleTimeBeforeScaleDown: Int
    /// Of an instance: seconds without a job after which it is stopped; nil keeps it.
    package var idleTimeBeforeShutdown: Int?
    /// Of an instance. Nil in records of before there were any.
    package var schedules: [ComputeSchedule]?
    package var tier: ComputeTier
    package var location: String?
    package var description: String?
    package var tags: [String: String]

    /// Azure's defaults: STANDARD_DS3_V2, 0 to 4 nodes, 120 s, dedicated.
    package init(
        name: ComputeName, type: ComputeType = .amlcompute, size: String = "Standard_DS3_v2", minInstances: Int = 0,
        maxInstances: Int = 4, idleTimeBeforeScaleDown: Int = 120, idleTimeBeforeShutdown: Int? = nil,
        schedules: [ComputeSchedule]? = nil, tier: ComputeTier = .dedicated,
        location: String? = nil, description: String? = nil, tags: [String: String] = [:]
    ) {
        self.name = name
        self.type = type
        self.size = size
        self.minInstances = minInstances
        self.maxInstances = maxInstances
        self.idleTimeBeforeScaleDown = idleTimeBeforeScaleDown
        self.idleTimeBeforeShutdown = idleTimeBeforeShutdown
        self.schedules = schedules
        self.tier = tier
        self.location = location
        self.description = description
        self.tags = tags
    }
}

extension ComputeSpec {
    /// One node, there for as long as the instance is started.
    package static func instance(named name: ComputeName) -> ComputeSpec {
        ComputeSpec(name: name, type: .computeInstance, minInstances: 1, maxInstances: 1)
    }
}

package enum ComputeType: String, Codable, Sendable, CaseIterable {
    case amlcompute
    /// One machine that somebody starts and stops.
    case computeInstance = "computeinstance"
    /// The built-in target: the box itself, dealt out to nodes that are never scaled away.
    case local
}

package enum ComputeTier: String, Codable, Sendable, CaseIterable {
    case dedicated
    case lowPriority = "low_priority"
}
