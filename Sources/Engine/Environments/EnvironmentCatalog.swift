package import Domain
import Store

/// The registered environments, and Azure's curated ones under their own names.
package struct EnvironmentCatalog: AssetCatalog {
    let context: EngineContext
    package var shelf: AssetShelf<EnvironmentAsset> { AssetShelf(context: context) }

    package init(_ context: EngineContext) {
        self.context = context
    }

    /// Registers a spec as the next version of its name, or as the version asked for. A spec that cannot be built
    /// here is refused now rather than when a job needs it. A version that is there and asks for the same is given back,
    /// with what is noted of it anew.
    package func register(
        _ spec: EnvironmentSpec, in workspace: WorkspaceName, by person: String
    ) async throws -> EnvironmentAsset {
        guard let name = spec.name else {
            throw AtelierError(.invalidArgument, "the environment has no name", hint: "add 'name:' or --name")
        }
        try NameRule.asset("environment").check(name.rawValue)
        if let version = spec.version { try NameRule.asset("environment version").check(version) }
        _ = try EnvironmentRecipe(spec)
        return try await shelf.registering(
            name, version: spec.version, in: workspace, by: person,
            noting: AssetEdit(registering: spec.description, tags: spec.tags), isSame: { $0.isSame(as: spec) },
            { try await registerAnew(spec, as: name, in: workspace, by: person) })
    }

    private func registerAnew(
        _ spec: EnvironmentSpec, as name: EnvironmentName, in workspace: WorkspaceName, by person: String
    ) async throws -> EnvironmentAsset {
        let now = context.clock.now()
        return try await context.write { transaction in
            _ = try transaction.requireWorkspace(workspace)
            let asset = try transaction.register(name, version: spec.version, in: workspace) { version in
                var numbered = spec
                numbered.version = version
                return EnvironmentAsset(
                    workspace: workspace, name: name, version: version, spec: numbered,
                    creation: CreationContext(at: now, by: person))
            }
            try transaction.append(
                "environment.registered", about: asset.reference, by: person, at: now,
                after: ["version": .string(asset.version)])
            return asset
        }
    }

    /// What to build for a reference: the spec written in place, a registered version, or a curated environment.
    /// Throws `notFound` with the nearest name.
    package func resolve(
        _ reference: EnvironmentReference, in workspace: WorkspaceName
    ) async throws -> EnvironmentSpec {
        switch reference {
        case .inline(let spec):
            guard let image = spec.image, let curated = CuratedEnvironments.spec(forImage: image) else { return spec }
            guard let own = spec.conda else { return curated }
            // A Dockerfile adds to what is in the image it is made from.
            guard spec.build != nil, let base = curated.conda else { return spec }
            var whole = spec
            whole.conda?.dependencies = base.dependencies + own.dependencies
            whole.conda?.pip = base.pip + own.pip
            return whole
        case .registered(let reference):
            return try await spec(of: reference, in: workspace)
        }
    }

    private func spec(of reference: AssetReference, in workspace: WorkspaceName) async throws -> EnvironmentSpec {
        let isRegistry = reference.registry != nil
        if !isRegistry {
            let found: EnvironmentAsset? = try await context.store.read { try $0.find(reference, in: workspace) }
            if let found { return try await resolve(.inline(found.spec), in: workspace) }
        }
        // Azure's registry `azureml` and every workspace know the curated ones; any version of theirs is this one.
        if let curated = CuratedEnvironments.spec(named: reference.name) { return curated }
        let known = try await context.store.read { reader in
            _ = try reader.requireWorkspace(workspace)
            return isRegistry ? [] : try reader.names(of: EnvironmentAsset.self, in: workspace)
        }
        if isRegistry || reference.name.hasPrefix("AzureML-"), let kin = CuratedEnvironments.kin(of: reference.name) {
            throw AtelierError(
                .notFound, "there is no environment '\(reference.name.neutralised)'",
                hint: "the curated one of its kind here is azureml:\(kin)@latest", subject: reference.description)
        }
        throw AtelierError.missing(reference, EnvironmentAsset.self, known: known + CuratedEnvironments.names)
    }

    /// The latest version unless one is named. A curated environment that nobody registered is its one version.
    package func show(
        _ name: EnvironmentName, version: String? = nil, in workspace: WorkspaceName
    ) async throws -> EnvironmentAsset {
        let selector = version.map { AssetReference.Selector.version($0) } ?? .label("latest")
        let reference = AssetReference(name: name.rawValue, selector: selector)
        return try await context.store.read { reader in
            if let found: EnvironmentAsset = try reader.find(reference, in: workspace) { return found }
            _ = try reader.requireWorkspace(workspace)
            if let curated = CuratedEnvironments.asset(named: name, version: version, in: workspace) { return curated }
            throw AtelierError.missing(
                reference, EnvironmentAsset.self,
                known: try reader.names(of: EnvironmentAsset.self, in: workspace) + CuratedEnvironments.names)
        }
    }
}

extension EnvironmentAsset {
    /// Whether both ask for the same image and packages.
    fileprivate func isSame(as asked: EnvironmentSpec) -> Bool {
        var own = spec
        (own.description, own.tags) = (asked.description, asked.tags)
        return own == asked
    }
}
