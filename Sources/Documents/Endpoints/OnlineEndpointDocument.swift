package import Domain

/// An online endpoint (`managedOnlineEndpoint.schema.json`; a Kubernetes one is read the same way).
package enum OnlineEndpointDocument: Document {
    package static let noun = "online endpoint"
    package static let schemas: Set<String> = ["managedonlineendpoint", "kubernetesonlineendpoint", "onlineendpoint"]

    package static func blank() -> OnlineEndpointSpec { OnlineEndpointSpec(name: "") }

    package static var fields: [Field<OnlineEndpointSpec>] {
        [
            .readOnly("$schema"),
            .name("name", \.name, rule: .endpoint("endpoint"), required: true),
            .custom("auth_mode") { spec, entry, reading in
                guard let mode: AuthMode = reading.choice(entry.value, "auth_mode") else { return }
                spec.authMode = mode
                if mode != .key {
                    reading.diagnostics.warning(
                        "auth_mode \"\(mode.rawValue)\" is not supported yet: the endpoint takes its keys",
                        at: entry.value.position)
                }
            },
            .text("description", \.description),
            .textMap("tags", \.tags),
            .textMap("properties", \.properties),
            .custom("traffic") { spec, entry, reading in
                spec.traffic = reading.traffic(entry.value, "traffic")
            },
            .custom("mirror_traffic") { spec, entry, reading in
                spec.mirrorTraffic = reading.mirrorTraffic(entry.value)
            },
            .ignored("identity"), .ignored("location"), .ignored("public_network_access"), .ignored("compute"),
            .readOnly("id"), .readOnly("kind"), .readOnly("openapi_uri"), .readOnly("scoring_uri"),
            .readOnly("provisioning_state"), .readOnly("creation_context"),
        ]
    }

    package static func finish(
        _ draft: OnlineEndpointSpec, root: DocumentNode, reading: Reading
    ) -> OnlineEndpointSpec { draft }
}

extension Reading {
    /// `{blue: 90, green: 10}`: 0 to 100 each, 0 or 100 together.
    fileprivate func traffic(_ node: DocumentNode, _ field: String) -> TrafficSplit? {
        guard let weights = weights(node, field, limit: 100) else { return nil }
        return checked(at: node.position) { try TrafficSplit(weights) }
    }

    /// Copies of requests go to one deployment, at most half of them (Azure ML's rule).
    fileprivate func mirrorTraffic(_ node: DocumentNode) -> MirrorSplit? {
        guard let weights = weights(node, "mirror_traffic", limit: MirrorSplit.limit) else { return nil }
        return checked(at: node.position) { try MirrorSplit(weights) }
    }

    private func weights(_ node: DocumentNode, _ field: String, limit: Int) -> [DeploymentName: Int]? {
        guard let entries = node.entries else {
            diagnostics.error("\"\(field)\" must be a map of deployments and percents", at: node.position)
            return nil
        }
        var weights: [DeploymentName: Int] = [:]
        var isWhole = true
        for entry in entries {
            let name = checked(at: entry.position) {
                try NameRule.endpoint("deployment").check(entry.key)
                return DeploymentName(entry.key)
            }
            if let name, let weight = integer(entry.value, entry.key, in: 0...limit) {
                weights[name] = weight
            } else {
                isWhole = false
            }
        }
        return isWhole ? weights : nil
    }
}
