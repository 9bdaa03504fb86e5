import Domain
import FoundationEssentials
import Store

extension StoreReader {
    /// The deployments of an endpoint as the traffic rules see them. Those whose rows cannot be read are left out.
    func standings(of endpoint: EndpointName) throws -> [DeploymentStanding] {
        try deployments(of: endpoint).values.map { DeploymentStanding($0) }
    }

    /// Throws `conflict`, naming who moved the traffic, when it is at another revision than somebody believes.
    func require(_ revision: Int?, of endpoint: OnlineEndpoint) throws {
        guard let revision, revision != endpoint.revision else { return }
        let last = try revisions(of: endpoint.name).values.last
        throw AtelierError(
            .conflict,
            "the traffic of endpoint \(endpoint.name) is at revision \(endpoint.revision), not \(revision)"
                + (last.map { ": \($0.by.neutralised) moved it to \($0.traffic)" } ?? ""),
            hint: "look at it again, then decide", subject: "endpoint \(endpoint.name)")
    }
}

extension StoreTransaction {
    /// Writes an endpoint with new traffic, the revision that makes of it, and the event that tells of it.
    func change(
        _ record: inout EndpointRecord, to plan: TrafficPlan, by person: String, at time: Date, reason: String,
        undoing sequence: Int64? = nil
    ) throws -> Int64 {
        let before = record.endpoint
        record.endpoint.traffic = plan.traffic
        record.endpoint.mirrorTraffic = plan.mirrorTraffic
        record.endpoint.revision += 1
        record.endpoint.creation = before.creation.modified(at: time, by: person)
        let endpoint = record.endpoint
        try update(record)
        try insert(EndpointRevision(
            endpoint: endpoint.name, number: endpoint.revision, traffic: plan.traffic,
            mirrorTraffic: plan.mirrorTraffic, at: time, by: person, reason: reason))
        return try append(
            "endpoint.traffic", about: endpoint.reference, by: person, at: time,
            message: "revision \(endpoint.revision): \(plan.traffic)\(plan.mirrorText) (\(reason))",
            before: before.trafficValue,
            after: sequence.map { endpoint.trafficValue.undoing($0) } ?? endpoint.trafficValue)
    }
}

extension TrafficPlan {
    fileprivate var mirrorText: String {
        mirrorTraffic.target == nil ? "" : ", mirrored \(mirrorTraffic)"
    }
}

extension OnlineEndpoint {
    var reference: ResourceReference { ResourceReference(kind: "endpoint", name: name.rawValue, workspace: workspace) }

    var plan: TrafficPlan { TrafficPlan(traffic: traffic, mirrorTraffic: mirrorTraffic) }

    /// What the journal keeps of what a person may change besides the traffic.
    var edited: JSONValue {
        [
            "description": description.map { .string($0) } ?? .null,
            "tags": .object(tags.mapValues { .string($0) }),
            "properties": .object(properties.mapValues { .string($0) }),
        ]
    }

    var trafficValue: JSONValue {
        func map(_ weights: [DeploymentName: Int]) -> JSONValue {
            .object(Dictionary(uniqueKeysWithValues: weights.map { ($0.rawValue, .int(Int64($1))) }))
        }
        return [
            "revision": .int(Int64(revision)), "traffic": map(traffic.weights),
            "mirror_traffic": map(mirrorTraffic.weights),
        ]
    }
}

extension OnlineDeployment {
    var reference: ResourceReference {
        ResourceReference(kind: "deployment", name: "\(endpoint)/\(name)", workspace: workspace)
    }
}
