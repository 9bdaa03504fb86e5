package import Domain
package import FoundationEssentials

/// Decides whether a rollout may begin, and the traffic of its steps. Pure.
package enum RolloutPlanner {
    /// The rollout, about to send its golden requests. Throws `conflict` while another one runs, `invalidState` where
    /// nobody is to be compared with, `invalidArgument` for steps that do not lead upwards, otherwise as
    /// `TrafficPlanner` does.
    package static func begin(
        _ spec: RolloutSpec, of name: DeploymentName, on endpoint: OnlineEndpoint, deployments: [DeploymentStanding],
        by person: String, at time: Date
    ) throws -> Rollout {
        try spec.check()
        try refuse(during: endpoint.rollout, of: endpoint.name)
        _ = try TrafficPlanner.plan(
            traffic: TrafficSplit.all(to: name), mirrorTraffic: MirrorSplit(), of: endpoint, deployments: deployments)
        guard endpoint.traffic[name] == 0 else {
            throw AtelierError(
                .invalidState,
                "deployment \(name) takes \(endpoint.traffic[name]) % of the traffic of endpoint \(endpoint.name) already",
                hint: "a rollout begins at 0: "
                    + "'atelier online-endpoint update --name \(endpoint.name) --traffic \"\(name)=0 …\"'",
                subject: "endpoint \(endpoint.name)")
        }
        guard !endpoint.traffic.live.isEmpty else {
            throw AtelierError(
                .invalidState,
                "no deployment of endpoint \(endpoint.name) has traffic, so there is none to compare \(name) with",
                hint: "give it all: 'atelier online-endpoint update --name \(endpoint.name) --traffic \(name)=100'",
                subject: "endpoint \(endpoint.name)")
        }
        if let other = endpoint.mirrorTraffic.target, other != name, spec.steps.contains(where: { $0.kind == .mirror }) {
            throw AtelierError(
                .conflict, "deployment \(other) gets the copies of endpoint \(endpoint.name)'s requests",
                hint: "end that first: "
                    + "'atelier online-endpoint update --name \(endpoint.name) --mirror-traffic \"\(other)=0\"'",
                subject: "endpoint \(endpoint.name)")
        }
        return Rollout(
            deployment: name, spec: spec, state: .checking, trafficBefore: endpoint.traffic,
            mirrorBefore: endpoint.mirrorTraffic.target == name ? MirrorSplit() : endpoint.mirrorTraffic,
            startedAt: time, startedBy: person)
    }

    /// The traffic of a rollout's step: the new deployment's share, and the others' as they were among themselves.
    package static func plan(of step: RolloutStep, in rollout: Rollout) throws -> TrafficPlan {
        let name = rollout.deployment
        switch step.kind {
        case .mirror:
            return TrafficPlan(
                traffic: rollout.trafficBefore, mirrorTraffic: try MirrorSplit([name: step.weight]))
        case .live:
            var weights = shares(of: rollout.trafficBefore, summingUpTo: 100 - step.weight)
            weights[name] = step.weight
            return TrafficPlan(traffic: try TrafficSplit(weights), mirrorTraffic: rollout.mirrorBefore)
        }
    }

    package static func planBack(of rollout: Rollout) -> TrafficPlan {
        TrafficPlan(traffic: rollout.trafficBefore, mirrorTraffic: rollout.mirrorBefore)
    }

    package static func planPromotion(of rollout: Rollout) -> TrafficPlan {
        TrafficPlan(traffic: .all(to: rollout.deployment), mirrorTraffic: rollout.mirrorBefore)
    }

    /// Throws `conflict` while a rollout runs: what it measures must not be moved under it.
    package static func refuse(during rollout: Rollout?, of endpoint: EndpointName) throws {
        if let rollout, rollout.isActive { throw busy(rollout, of: endpoint) }
    }

    static func busy(_ rollout: Rollout, of endpoint: EndpointName) -> AtelierError {
        AtelierError(
            .conflict,
            "endpoint \(endpoint) is in a rollout of \(rollout.deployment), \(rollout.stepText), begun by "
                + rollout.startedBy.neutralised,
            hint: "wait for it, or end it: 'atelier online-deployment rollout --endpoint-name \(endpoint) "
                + "--name \(rollout.deployment) --abort' (or --promote); "
                + "'atelier online-endpoint rollback' goes back at once",
            subject: "endpoint \(endpoint)")
    }

    /// The same for a change of a deployment that takes part in one.
    package static func refuse(changing name: DeploymentName, during rollout: Rollout?, of endpoint: EndpointName) throws {
        guard let rollout, rollout.isActive, name == rollout.deployment || rollout.trafficBefore[name] > 0 else { return }
        try refuse(during: rollout, of: endpoint)
    }

    /// Whole percents that add up: what is lost in rounding goes to those who lost most.
    private static func shares(of split: TrafficSplit, summingUpTo sum: Int) -> [DeploymentName: Int] {
        let exact = split.weights.mapValues { Double($0 * sum) / 100 }
        var shares = exact.mapValues { Int($0) }
        let missing = sum - shares.values.reduce(0, +)
        let losers = exact.keys.sorted {
            let (first, second) = (exact[$0, default: 0], exact[$1, default: 0])
            return (second - second.rounded(.down), $0) < (first - first.rounded(.down), $1)
        }
        for name in losers.prefix(max(0, missing)) { shares[name, default: 0] += 1 }
        return shares
    }
}
