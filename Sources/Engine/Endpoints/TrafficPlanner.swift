package import Domain

/// The traffic an endpoint is to have.
package struct TrafficPlan: Sendable, Hashable {
    package let traffic: TrafficSplit
    package let mirrorTraffic: MirrorSplit

    package init(traffic: TrafficSplit, mirrorTraffic: MirrorSplit) {
        self.traffic = traffic
        self.mirrorTraffic = mirrorTraffic
    }
}

/// Decides whether a wish about traffic is sound. Azure's rules: a map given replaces the old one, the shares add up to
/// 0 or 100, a deployment gets live or mirrored requests but not both.
package enum TrafficPlanner {
    /// What `traffic` and `mirrorTraffic` (nil: as it is) make of the endpoint. Throws `invalidArgument` for unknown
    /// deployments and broken rules, `invalidState` for deployments that cannot answer.
    package static func plan(
        traffic: TrafficSplit?, mirrorTraffic: MirrorSplit?, of endpoint: OnlineEndpoint,
        deployments: [DeploymentStanding]
    ) throws -> TrafficPlan {
        let plan = TrafficPlan(
            traffic: traffic ?? endpoint.traffic, mirrorTraffic: mirrorTraffic ?? endpoint.mirrorTraffic)
        if let traffic { try check(traffic.weights, of: endpoint.name, deployments: deployments) }
        if let mirrorTraffic { try check(mirrorTraffic.weights, of: endpoint.name, deployments: deployments) }
        if let shadow = plan.mirrorTraffic.target, plan.traffic[shadow] > 0 {
            throw AtelierError(
                .invalidArgument,
                "deployment \(shadow) cannot have live traffic (\(plan.traffic[shadow]) %) and mirrored traffic at once",
                hint: "end the mirroring with --mirror-traffic \"\(shadow)=0\", or take its live traffic away")
        }
        return plan
    }

    /// All traffic to one deployment; its own mirroring ends, since it gets every request now.
    package static func planAllTraffic(to deployment: DeploymentName, of endpoint: OnlineEndpoint) -> TrafficPlan {
        TrafficPlan(
            traffic: .all(to: deployment),
            mirrorTraffic: endpoint.mirrorTraffic.target == deployment ? MirrorSplit() : endpoint.mirrorTraffic)
    }

    private static func check(
        _ weights: [DeploymentName: Int], of endpoint: EndpointName, deployments: [DeploymentStanding]
    ) throws {
        for name in weights.keys.sorted() {
            guard let standing = deployments.first(where: { $0.name == name }) else {
                throw unknown(name, of: endpoint, deployments: deployments)
            }
            if weights[name, default: 0] > 0 { try check(standing) }
        }
    }

    static func check(_ standing: DeploymentStanding) throws {
        guard !standing.canServe else { return }
        let name = standing.name
        switch standing.state {
        case .creating, .updating, .scaling, .succeeded:
            throw AtelierError(
                .invalidState, "deployment \(name) is not ready yet (\(standing.state.rawValue))",
                hint: "wait for it, then give it traffic")
        case .failed, .canceled:
            throw AtelierError(
                .invalidState, "deployment \(name) failed, so it gets no traffic",
                hint: "see 'atelier online-deployment get-logs --name \(name)'")
        case .deleting:
            throw AtelierError(.invalidState, "deployment \(name) is being deleted", hint: "choose another")
        }
    }

    private static func unknown(
        _ name: DeploymentName, of endpoint: EndpointName, deployments: [DeploymentStanding]
    ) -> AtelierError {
        let names = deployments.map(\.name.rawValue).sorted()
        guard !names.isEmpty else {
            return AtelierError(
                .invalidArgument, "endpoint \(endpoint) has no deployment \(name.rawValue.neutralised), and no other",
                hint: "create one with 'atelier online-deployment create'")
        }
        let meant = EditDistance.nearest(to: name.rawValue, among: names).map { "did you mean \($0)? " } ?? ""
        return AtelierError(
            .invalidArgument, "endpoint \(endpoint) has no deployment \(name.rawValue.neutralised)",
            hint: "\(meant)it has \(names.joined(separator: ", "))")
    }
}
