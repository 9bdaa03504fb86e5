package import ControlAPI
package import Domain

extension EndpointDetails {
    /// What `az ml online-endpoint show` prints, and the number of the traffic revision in force.
    ///
    /// - Parameter cost: of its deployments together, what only `show` and `list` ask for.
    package func presentation(in scope: Scope, cost: CostLine? = nil) -> JSONValue {
        .members([
            "auth_mode": .string(endpoint.authMode.rawValue),
            "cost": cost?.field,
            "creation_context": endpoint.creation.presentation,
            "description": endpoint.description.map(JSONValue.string),
            "id": .string(scope.id("onlineEndpoints", endpoint.name.rawValue)),
            "kind": "Managed",
            "mirror_traffic": endpoint.mirrorTraffic.presentation,
            "name": .string(endpoint.name.rawValue),
            "openapi_uri": .string(openapiURI),
            "properties": JSONValue(endpoint.properties),
            "provisioning_state": .string(endpoint.provisioningState.rawValue),
            "public_network_access": "disabled",
            "resourceGroup": .string(scope.group.rawValue),
            "revision": JSONValue(endpoint.revision),
            "scoring_uri": .string(scoringURI),
            "tags": JSONValue(endpoint.tags),
            "traffic": endpoint.traffic.presentation,
        ])
    }

    package static let columns = [
        Column("Name", "name"), Column("State", "provisioning_state"), Column("Auth", "auth_mode"),
        Column("Traffic", "traffic"), Column("Revision", "revision"), Column("USD", "cost", .money), Column("ScoringUri", "scoring_uri"),
    ]
}

extension EndpointDetails {
    /// The same addresses with the endpoint as it was.
    func showing(_ endpoint: OnlineEndpoint) -> EndpointDetails {
        EndpointDetails(endpoint: endpoint, scoringURI: scoringURI, openapiURI: openapiURI)
    }
}

extension TrafficSplit {
    package var presentation: JSONValue {
        .object(Dictionary(weights.map { ($0.rawValue, JSONValue($1)) }, uniquingKeysWith: { first, _ in first }))
    }
}

extension MirrorSplit {
    package var presentation: JSONValue {
        .object(Dictionary(weights.map { ($0.rawValue, JSONValue($1)) }, uniquingKeysWith: { first, _ in first }))
    }
}

extension EndpointKeys {
    /// What `az ml online-endpoint get-credentials` prints.
    package var presentation: JSONValue {
        ["primaryKey": .string(primary), "secondaryKey": .string(secondary)]
    }
}

extension EndpointRevision {
    package var presentation: JSONValue {
        [
            "at": JSONValue(at), "by": .string(by), "endpoint_name": .string(endpoint.rawValue),
            "mirror_traffic": mirrorTraffic.presentation, "reason": .string(reason), "revision": JSONValue(number),
            "traffic": traffic.presentation,
        ]
    }

    package static let columns = [
        Column("Revision", "revision"), Column("At", "at", .time), Column("By", "by"), Column("Traffic", "traffic"),
        Column("Reason", "reason"),
    ]
}
