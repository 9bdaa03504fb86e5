package import Domain
import FoundationEssentials

extension Compute {
    /// What `az ml compute show` prints, and what differs from what was asked.
    ///
    /// - Parameters:
    ///   - cost: what only `show` and `list` ask for.
    ///   - isPast: it is not known which nodes there were.
    package func presentation(in scope: Scope, cost: CostLine? = nil, isPast: Bool = false) -> JSONValue {
        .members([
            "allocation_state": isPast ? nil : .string(isResizing ? "Resizing" : "Steady"),
            "cost": cost?.field,
            "creation_context": creation.presentation,
            "current_node_count": isPast ? JSONValue?.none : JSONValue(nodes.count),
            "draining": drain?.isWhole == true ? .bool(true) : nil,
            "draining_nodes": drain.flatMap { drain in
                drain.nodes.isEmpty ? nil : .array(drain.nodes.sorted().map { .string($0.rawValue) })
            },
            "state": instanceState.map { .string($0.rawValue) },
            "description": spec.description.map(JSONValue.string),
            "id": .string(scope.id("computes", name.rawValue)),
            "idle_time_before_scale_down": JSONValue(spec.idleTimeBeforeScaleDown),
            "idle_time_before_shutdown": spec.idleTimeBeforeShutdown.map { .string(Self.duration($0)) },
            "idle_time_before_shutdown_minutes": spec.idleTimeBeforeShutdown.map { JSONValue(max(1, $0 / 60)) },
            "location": spec.location.map(JSONValue.string),
            "max_instances": JSONValue(spec.maxInstances),
            "min_instances": JSONValue(spec.minInstances),
            "name": .string(name.rawValue),
            "provisioning_state": .string(provisioningState.rawValue),
            "resourceGroup": .string(scope.group.rawValue),
            "schedules": spec.schedules.map { ["compute_start_stop": .array(scheduleLines($0))] },
            "size": .string(spec.size),
            "tags": JSONValue(spec.tags),
            "tier": .string(spec.tier.rawValue),
            "type": .string(spec.type.rawValue),
            "warnings": warnings.isEmpty ? nil : JSONValue(warnings),
        ])
    }

    private func scheduleLines(_ schedules: [ComputeSchedule]) -> [JSONValue] {
        schedules.enumerated().map { index, schedule in
            schedule.presentation(next: nextTimes.flatMap { index < $0.count ? $0[index] : nil })
        }
    }

    /// `PT30M`
    private static func duration(_ seconds: Int) -> String { seconds % 60 == 0 ? "PT\(seconds / 60)M" : "PT\(seconds)S" }

    private var isResizing: Bool {
        nodes.contains { $0.state == .preparing || $0.state == .leaving }
    }

    package static let columns = [
        Column("Name", "name"), Column("Type", "type"), Column("Size", "size"),
        Column("State", "provisioning_state"), Column("Instance", "state"), Column("Nodes", "current_node_count"),
        Column("Min", "min_instances"), Column("Max", "max_instances"), Column("Idle", "idle_time_before_scale_down"), Column("Draining", "draining"),
        Column("USD", "cost", .money),
    ]
}

extension ComputeSchedule {
    func presentation(next: Date?) -> JSONValue {
        let times: JSONValue = [
            "hours": .array(hours.map { JSONValue($0) }), "minutes": .array(minutes.map { JSONValue($0) }),
            "week_days": JSONValue(weekDays.map(\.rawValue)),
        ]
        return .members([
            "action": .string(action.rawValue), "next_time": next.map { JSONValue($0) }, "state": .string(state.rawValue),
            "trigger": .members([
                "expression": expression.map(JSONValue.string), "frequency": frequency.map { .string($0.rawValue) },
                "interval": interval.map { JSONValue($0) }, "schedule": trigger == .recurrence ? times : JSONValue?.none,
                "start_time": startTime.map(JSONValue.string), "time_zone": timeZone.map(JSONValue.string),
                "type": .string(trigger.rawValue),
            ]),
        ])
    }
}

extension ComputeNode {
    /// A line of `az ml compute list-nodes`, and the job on the node.
    package var presentation: JSONValue {
        .members([
            "cores": .array(cores.map { JSONValue($0) }),
            "draining": isDraining ? .bool(true) : nil,
            "job": job.map { .string($0.rawValue) },
            "memory": .string(memory.description),
            "node_id": .string(name.rawValue),
            "node_state": .string(state.rawValue),
            "since": JSONValue(since),
        ])
    }

    package static let columns = [
        Column("Node", "node_id"), Column("State", "node_state"), Column("Draining", "draining"), Column("Job", "job"),
        Column("Memory", "memory"),
        Column("Since", "since", .time),
    ]
}

extension VMSize {
    /// A line of `az ml compute list-sizes`.
    package var presentation: JSONValue {
        .members([
            "estimated_vm_prices": .double(pricePerHour),
            "family": .string(family),
            "gpus": JSONValue(gpus),
            "memory_gb": .double(memoryGiB),
            "name": .string(name),
            "supported_compute_types": ["AmlCompute", "ComputeInstance"],
            "v_cpus": JSONValue(cores),
        ])
    }

    package static let columns = [
        Column("Name", "name"), Column("Family", "family"), Column("Cores", "v_cpus"), Column("GiB", "memory_gb"),
        Column("GPUs", "gpus"), Column("USD/h", "estimated_vm_prices"),
    ]
}
