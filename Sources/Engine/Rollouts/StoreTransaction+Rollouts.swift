import Domain
import FoundationEssentials
import Store

extension StoreTransaction {
    /// Writes a rollout that is about to send its golden requests, and its event. Throws as `RolloutPlanner.begin`.
    func begin(
        _ spec: RolloutSpec, of name: DeploymentName, on record: inout EndpointRecord, by person: String, at time: Date
    ) throws -> Int64 {
        let endpoint = try openEndpoint(record.endpoint.name, in: record.endpoint.workspace)
        record.endpoint.rollout = try RolloutPlanner.begin(
            spec, of: name, on: endpoint, deployments: standings(of: endpoint.name), by: person, at: time)
        try update(record)
        let golden = spec.goldenRequests.count
        let steps = spec.steps.map(\.description).joined(separator: ", ")
        return try append(
            "rollout.checking", about: endpoint.reference, by: person, at: time,
            message: "\(name) is to be rolled out: \(steps)"
                + (golden == 0 ? "" : "; first \(golden) golden \(golden == 1 ? "request" : "requests")"))
    }

    /// Writes what becomes of a rollout, with the traffic when that moves, and the events of both. The rollout's is the
    /// last one.
    @discardableResult
    func carryOut(_ move: RolloutMove, on record: inout EndpointRecord, by person: String, at time: Date) throws -> Int64 {
        record.endpoint.rollout = move.rollout
        if let plan = move.plan, plan != record.endpoint.plan {
            _ = try change(&record, to: plan, by: person, at: time, reason: "rollout \(move.kind): \(move.message)")
        } else {
            try update(record)
        }
        var after: [String: JSONValue] = [
            "deployment": .string(move.rollout.deployment.rawValue), "state": .string(move.rollout.state.rawValue),
            "step": JSONValue(move.rollout.step + 1),
        ]
        if let evidence = move.evidence { after["evidence"] = evidence.value }
        return try append(
            "rollout.\(move.kind)", about: record.endpoint.reference, by: person, at: time, message: move.message,
            after: .object(after))
    }
}
