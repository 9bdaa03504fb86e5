package import Domain

/// Environments as jobs need them: what a reference means, and a place to run in.
package struct EnvironmentDesk: EnvironmentPreparing {
    private let catalog: EnvironmentCatalog
    private let builder: EnvironmentBuilder

    package init(catalog: EnvironmentCatalog, builder: EnvironmentBuilder) {
        self.catalog = catalog
        self.builder = builder
    }

    package func spec(
        of reference: EnvironmentReference, in workspace: WorkspaceName
    ) async throws -> EnvironmentSpec {
        try await catalog.resolve(reference, in: workspace)
    }

    package func prepared(
        _ spec: EnvironmentSpec, strict: Bool, log: @escaping @Sendable ([UInt8]) -> Void
    ) async throws -> PreparedEnvironment {
        let ready = try await builder.prepare(spec, strict: strict, log: log)
        var properties = ["atelier.python.version": ready.pythonVersion]
        properties["atelier.python.requested"] = ready.requestedPython
        return PreparedEnvironment(
            hash: ready.key, prefix: ready.prefix, properties: properties, warnings: ready.warnings)
    }
}
