package import Domain
import FoundationEssentials
import LinuxSystem
import Store

/// What is built on this box, whose it is, and what may go.
package struct BuildInventory: Sendable {
    private let context: EngineContext
    private let catalog: EnvironmentCatalog
    private let builder: EnvironmentBuilder

    package init(_ context: EngineContext, catalog: EnvironmentCatalog, builder: EnvironmentBuilder) {
        self.context = context
        self.catalog = catalog
        self.builder = builder
    }

    /// The version's builds, measured, and who needs it; the latest version unless one is named.
    package func details(
        of name: EnvironmentName, version: String? = nil, in workspace: WorkspaceName
    ) async throws -> EnvironmentDetails {
        let asset = try await catalog.show(name, version: version, in: workspace)
        let recipe = await recipe(of: .inline(asset.spec), in: workspace)
        let own = try await records().filter { record in recipe.map { record.isBuilt(of: $0) } ?? false }
            .sorted { $0.builtAt > $1.builtAt }
        return EnvironmentDetails(
            environment: asset, builds: try await measured(own),
            users: try await context.store.read { try $0.users(of: asset) })
    }

    /// Removes the builds that no registered environment, no job that has not ended and no deployment stands for (one
    /// that was deleted and may come back counts), or only tells them. What is needed again later is built again.
    package func prune(dryRun: Bool) async throws -> [BuiltEnvironment] {
        let start = context.clock.now()
        let all = try await records()
        let needs = try await needs()
        var unused = all.filter { record in
            !needs.keys.contains(record.key) && !needs.recipes.contains { record.isBuilt(of: $0) }
        }
        // A deployment on its way has its environment before its record says so.
        let since = needs.isDeploying ? nil : start
        let idle = await builder.idle(unused.map(\.key), since: since)
        unused.removeAll { !idle.contains($0.key) }
        let gone = try await measured(unused)
        guard !dryRun else { return gone }
        let removed = try await builder.remove(gone.map(\.key), since: since)
        return gone.filter { removed.contains($0.key) }
    }

    private struct Needs {
        var keys: Set<ContentHash> = []
        var recipes: Set<EnvironmentRecipe> = []
        var isDeploying = false
    }

    private func needs() async throws -> Needs {
        let home = context.home
        let (found, references) = try await context.store.read { reader in
            var needs = Needs()
            var references: [(EnvironmentReference, WorkspaceName)] = []
            for workspace in try reader.workspaces().values.map(\.name) {
                let assets: Records<EnvironmentAsset> = try reader.assets(in: workspace)
                references += assets.values.map { (.inline($0.spec), workspace) }
                for job in try reader.unfinishedJobs(in: workspace).values {
                    if let reference = job.spec.work.environment { references.append((reference, workspace)) }
                    if let key = job.environment { needs.keys.insert(key) }
                }
                let endpoints = try reader.endpoints(in: workspace).values.map(\.endpoint.name)
                let present = try endpoints.flatMap { try reader.deployments(of: $0).values }
                needs.isDeploying = needs.isDeploying || present.contains { $0.change != nil }
                for record in present + (try reader.deletedDeployments(in: workspace)) {
                    let deployments = [record.deployment, record.serving?.deployment].compactMap(\.self)
                    references += deployments.compactMap(\.spec.environment).map { ($0, workspace) }
                    needs.keys.formUnion(deployments.compactMap(\.environment))
                    let pythons = [record.serving?.python, record.change?.python].compactMap(\.self)
                    needs.keys.formUnion(pythons.compactMap { home.key(ofEnvironmentAt: $0) })
                }
            }
            return (needs, references)
        }
        var needs = found
        for (reference, workspace) in references {
            if let recipe = await recipe(of: reference, in: workspace) { needs.recipes.insert(recipe) }
        }
        return needs
    }

    /// Nil of one that cannot be resolved or built any more: nothing stands for it.
    private func recipe(
        of reference: EnvironmentReference, in workspace: WorkspaceName
    ) async -> EnvironmentRecipe? {
        guard let spec = try? await catalog.resolve(reference, in: workspace) else { return nil }
        return try? await BlockingWork.run { try EnvironmentRecipe(spec).withContents() }
    }

    private func records() async throws -> [EnvironmentRecord] {
        let home = context.home
        return try await BlockingWork.run {
            guard try FileStamp.of(home.environments) != nil else { return [] }
            return try FileTree.names(in: home.environments).filter { $0.count == 64 }.sorted()
                .compactMap { try EnvironmentRecord.read(in: "\(home.environments)/\($0)") }
        }
    }

    private func measured(_ records: [EnvironmentRecord]) async throws -> [BuiltEnvironment] {
        let home = context.home
        return try await BlockingWork.run {
            try records.map { record in
                let prefix = home.environment(record.key)
                let lock = LockFile.path(in: prefix)
                let text = try FileStamp.of(lock) == nil
                    ? "" : String(decoding: try FileContent.read(lock), as: UTF8.self)
                return BuiltEnvironment(
                    key: record.key, path: prefix, interpreter: record.interpreter,
                    pythonVersion: "\(record.version)", requirements: record.requirements,
                    packages: LockFile.pins(in: text), size: try FileTree(of: prefix).size, builtAt: record.builtAt,
                    seconds: record.seconds, builder: record.builder)
            }
        }
    }
}

extension EnvironmentRecord {
    /// Whether the recipe, under the Python it was built with, is what was built.
    fileprivate func isBuilt(of recipe: EnvironmentRecipe) -> Bool {
        recipe.key(interpreter: version) == key
    }
}

extension HomeLayout {
    /// `…/environments/KEY/bin/python` → `KEY`
    fileprivate func key(ofEnvironmentAt python: String) -> ContentHash? {
        let rest = python.removing(prefix: environments + "/")
        return rest?.split(separator: "/").first.map { ContentHash(rawValue: String($0)) }
    }
}
