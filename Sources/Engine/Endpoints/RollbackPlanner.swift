package import Domain

/// Decides which traffic a rollback returns to.
package enum RollbackPlanner {
    /// The plan, and the revision it repeats.
    package struct Rollback: Sendable, Hashable {
        package let revision: Int
        package let plan: TrafficPlan
    }

    /// `number` nil: the newest revision whose live traffic differs from today's (one without any traffic is passed
    /// over), so that a rollback undoes the last change and a second one undoes the rollback. Throws `notFound` for a
    /// revision that is not there, `invalidState` when there is none to go back to, when it is the traffic in force, or
    /// when a deployment it needs is gone or cannot answer.
    package static func plan(
        to number: Int?, of endpoint: OnlineEndpoint, revisions: [EndpointRevision],
        deployments: [DeploymentStanding]
    ) throws -> Rollback {
        let revision = try number.map { try find($0, of: endpoint, among: revisions) }
            ?? previous(of: endpoint, among: revisions)
        for name in revision.traffic.live {
            guard let standing = deployments.first(where: { $0.name == name }) else {
                throw AtelierError(
                    .invalidState,
                    "revision \(revision.number) (\(revision.traffic)) needs deployment \(name), which is gone",
                    hint: "create \(name) again, or choose another with --to: "
                        + "'atelier online-endpoint revisions --name \(endpoint.name)'")
            }
            try TrafficPlanner.check(standing)
        }
        let names = Set(deployments.map(\.name))
        var mirror = revision.mirrorTraffic.keeping(names)
        if let shadow = mirror.target, deployments.first(where: { $0.name == shadow })?.canServe != true {
            mirror = MirrorSplit()
        }
        return Rollback(
            revision: revision.number,
            plan: TrafficPlan(traffic: try revision.traffic.keeping(names), mirrorTraffic: mirror))
    }

    private static func find(
        _ number: Int, of endpoint: OnlineEndpoint, among revisions: [EndpointRevision]
    ) throws -> EndpointRevision {
        guard let revision = revisions.first(where: { $0.number == number }) else {
            throw AtelierError(
                .notFound, "endpoint \(endpoint.name) has no revision \(number)",
                hint: revisions.isEmpty
                    ? "its traffic was never set" : "it has 1 to \(revisions.map(\.number).max() ?? 0)")
        }
        guard !isSame(revision, endpoint) || revision.mirrorTraffic != endpoint.mirrorTraffic else {
            throw AtelierError(
                .invalidState, "the traffic of endpoint \(endpoint.name) is that of revision \(number) already",
                hint: "see 'atelier online-endpoint revisions --name \(endpoint.name)'")
        }
        return revision
    }

    private static func previous(
        of endpoint: OnlineEndpoint, among revisions: [EndpointRevision]
    ) throws -> EndpointRevision {
        let earlier = revisions.last { revision in
            revision.number < endpoint.revision && !revision.traffic.live.isEmpty && !isSame(revision, endpoint)
        }
        guard let earlier else {
            throw AtelierError(
                .invalidState, "endpoint \(endpoint.name) has no earlier traffic to go back to",
                hint: "see 'atelier online-endpoint revisions --name \(endpoint.name)'")
        }
        return earlier
    }

    private static func isSame(_ revision: EndpointRevision, _ endpoint: OnlineEndpoint) -> Bool {
        shares(revision.traffic) == shares(endpoint.traffic)
    }

    private static func shares(_ split: TrafficSplit) -> [DeploymentName: Int] {
        split.weights.filter { $0.value > 0 }
    }
}
