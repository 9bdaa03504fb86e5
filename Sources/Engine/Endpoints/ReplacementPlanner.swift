package import Domain
package import Store

/// Decides where a model goes that may replace the one that serves, and which deployment it is made like.
package enum ReplacementPlanner {
    package struct Replacement: Sendable {
        /// Takes no requests; it may be there already.
        package let name: DeploymentName
        /// What the deployment to copy serves by.
        package let original: ServingVersion
    }

    private static let colours = ["blue", "green"].map { DeploymentName($0) }

    /// `name` nil is the colour that takes no requests. Throws `invalidState` when there is nothing to copy, `conflict`
    /// when the name, or both colours, take requests.
    package static func plan(
        _ name: DeploymentName?, of endpoint: OnlineEndpoint, deployments: [DeploymentRecord]
    ) throws -> Replacement {
        guard let original = original(of: endpoint, deployments) else {
            throw AtelierError(
                .invalidState, "endpoint \(endpoint.name) has no deployment that was ready, so there is none to copy",
                hint: "make its first one with 'atelier online-deployment create --endpoint-name \(endpoint.name) "
                    + "--file deployment.yml --all-traffic'",
                subject: "endpoint \(endpoint.name)")
        }
        if let name {
            guard !endpoint.takesRequests(name) else { throw busy([name], of: endpoint) }
            return Replacement(name: name, original: original)
        }
        let idle = colours.filter { !endpoint.takesRequests($0) }
        // Without traffic both are idle: the original is what to return to, so the other one is replaced.
        guard let choice = idle.first(where: { $0 != original.deployment.name }) ?? idle.first else {
            throw busy(colours, of: endpoint)
        }
        return Replacement(name: choice, original: original)
    }

    /// The one with most of the traffic; of those with equal shares the one made last.
    private static func original(of endpoint: OnlineEndpoint, _ deployments: [DeploymentRecord]) -> ServingVersion? {
        deployments.filter { $0.deployment.provisioningState != .deleting }.compactMap(\.serving).max { one, other in
            let shares = (endpoint.traffic[one.deployment.name], endpoint.traffic[other.deployment.name])
            return shares.0 == shares.1
                ? one.deployment.creation.lastModifiedAt < other.deployment.creation.lastModifiedAt
                : shares.0 < shares.1
        }
    }

    private static func busy(_ names: [DeploymentName], of endpoint: OnlineEndpoint) -> AtelierError {
        let shares = names.map { name in
            endpoint.traffic[name] > 0
                ? "\(name) has \(endpoint.traffic[name]) % of the traffic"
                : "\(name) gets \(endpoint.mirrorTraffic[name]) % mirrored"
        }
        return AtelierError(
            .conflict, "no deployment of endpoint \(endpoint.name) is idle: \(shares.joined(separator: ", "))",
            hint: "free one with --traffic or --mirror-traffic of 'atelier online-endpoint update "
                + "--name \(endpoint.name)', or name another deployment",
            subject: "endpoint \(endpoint.name)")
    }
}

extension OnlineEndpoint {
    func takesRequests(_ deployment: DeploymentName) -> Bool {
        traffic[deployment] > 0 || mirrorTraffic[deployment] > 0
    }
}
