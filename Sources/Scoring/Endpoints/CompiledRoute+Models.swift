import Domain

/// Deployments by the names and versions that model servers' clients call them.
extension CompiledRoute {
    /// The deployment that a path's model pins; nil leaves it to `header`, or to the traffic. Fails with 404.
    func pin(
        for model: DialectTarget.Model, of endpoint: String, named header: String?
    ) -> Result<String?, InferenceFault> {
        if model.name == endpoint {
            guard let version = model.version, header == nil else { return .success(header) }
            guard let name = deployment(ofVersion: version) else {
                return .failure(noVersion(version, of: model.name, versions(of: nil)))
            }
            return .success(name)
        }
        guard let target = deployment(named: model.name) else {
            let names = ([endpoint] + deploymentNames).joined(separator: ", ")
            return .failure(InferenceFault(
                404, "there is no model '\(model.name.neutralised)' here; this endpoint answers to: \(names)"))
        }
        if let version = model.version, let runtime = target.runtime, Self.version(of: runtime) != version {
            return .failure(noVersion(version, of: model.name, versions(of: model.name)))
        }
        return .success(model.name)
    }

    /// Of one deployment, or of all that have traffic.
    func versions(of deployment: String?) -> [String] {
        if let deployment {
            return [self.deployment(named: deployment)?.runtime.map(Self.version)].compactMap(\.self)
        }
        return Array(Set(liveRuntimes.map(Self.version))).sorted()
    }

    /// A model that is not a registered one is the first version of itself.
    static func version(of runtime: any ScoringRuntime) -> String { runtime.modelVersion ?? "1" }

    private func deployment(ofVersion version: String) -> String? {
        let live = liveRuntimes.first { Self.version(of: $0) == version }?.deployment.rawValue
        return live ?? deploymentNames.first { name in
            deployment(named: name)?.runtime.map(Self.version) == version
        }
    }

    private func noVersion(_ version: String, of name: String, _ known: [String]) -> InferenceFault {
        InferenceFault(
            404, "model '\(name.neutralised)' has no version '\(version.neutralised)' here; it has: "
                + (known.isEmpty ? "none" : known.joined(separator: ", ")))
    }
}
