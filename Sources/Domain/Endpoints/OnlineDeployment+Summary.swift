extension OnlineDeployment {
    /// What the journal keeps of it: what it costs by, and what tells versions of it apart. The values of environment
    /// variables, which may be secret, and what was written in place are not in it.
    package var summary: JSONValue {
        var members: [String: JSONValue] = [
            "instance_type": .string(spec.instanceType), "instance_count": .int(Int64(spec.instanceCount)),
            "description": spec.description.map { .string($0) } ?? .null,
            "tags": .object(spec.tags.mapValues { .string($0) }),
            "properties": .object(spec.properties.mapValues { .string($0) }),
            "provisioning_state": .string(provisioningState.rawValue),
        ]
        if let model = model ?? spec.model?.registered { members["model"] = .string(model.description) }
        if case .registered(let environment)? = spec.environment {
            members["environment"] = .string(environment.description)
        }
        return .object(members)
    }

    /// With what the journal keeps of it; what a summary does not name stays.
    package func applying(_ summary: JSONValue) -> OnlineDeployment {
        var deployment = self
        deployment.spec.instanceType = summary["instance_type"]?.stringValue ?? spec.instanceType
        deployment.spec.instanceCount = summary.number("instance_count") ?? spec.instanceCount
        if let description = summary["description"] { deployment.spec.description = description.stringValue }
        deployment.spec.tags = summary["tags"]?.texts ?? spec.tags
        deployment.spec.properties = summary["properties"]?.texts ?? spec.properties
        if let model = summary["model"]?.stringValue.flatMap({ try? AssetReference(parsing: $0) }) {
            deployment.model = model
            deployment.spec.model = .registered(model)
        }
        if let environment = summary["environment"]?.stringValue.flatMap({ try? AssetReference(parsing: $0) }) {
            deployment.spec.environment = .registered(environment)
        }
        if let state = summary["provisioning_state"]?.stringValue.flatMap(ProvisioningState.init) {
            deployment.provisioningState = state
            deployment.reason = nil
        }
        return deployment
    }
}

extension ModelChoice {
    fileprivate var registered: AssetReference? {
        guard case .registered(let reference) = self else { return nil }
        return reference
    }
}
