package import Domain
import Store

/// The registered components.
package struct ComponentCatalog: AssetCatalog {
    private let context: EngineContext
    private let code: any CodeSnapshotting
    private let environments: EnvironmentCatalog
    package var shelf: AssetShelf<Component> { AssetShelf(context: context) }

    package init(_ context: EngineContext, code: any CodeSnapshotting, environments: EnvironmentCatalog) {
        self.context = context
        self.code = code
        self.environments = environments
    }

    /// Registers a component as the next version, or as the version asked for, with its code as it is at this moment.
    /// The version that is there is given back when it is the same in all respects, so that a script may run again.
    ///
    /// Throws `alreadyExists` for a version that is another, `notFound` for code, an environment or a component that
    /// is not there, and `unsupported` for an environment that cannot be built here. The warnings are for the user.
    package func register(
        _ spec: ComponentSpec, in workspace: WorkspaceName, by person: String
    ) async throws -> (component: Component, warnings: [String]) {
        try NameRule.component.check(spec.name.rawValue)
        if let version = spec.version { try NameRule.asset("component version").check(version) }
        _ = try await context.store.read { try $0.requireWorkspace(workspace) }
        let (pinned, codes, warnings) = try await pin(spec, in: workspace)
        let component = try await shelf.registering(
            spec.name, version: spec.version, in: workspace, by: person, noting: AssetEdit(),
            isSame: { $0.isSame(as: pinned, codes: codes) },
            { try await registerAnew(pinned, codes, in: workspace, by: person) })
        return (component, warnings)
    }

    private func registerAnew(
        _ pinned: ComponentSpec, _ codes: [String: ContentHash], in workspace: WorkspaceName, by person: String
    ) async throws -> Component {
        let now = context.clock.now()
        return try await context.write { transaction in
            let made = try transaction.register(pinned.name, version: pinned.version, in: workspace) { version in
                var numbered = pinned
                numbered.version = version
                let inside = codes.filter { !$0.key.isEmpty }
                return Component(
                    workspace: workspace, name: pinned.name, version: version, spec: numbered, code: codes[""],
                    codes: inside.isEmpty ? nil : inside, creation: CreationContext(at: now, by: person))
            }
            try transaction.append(
                "component.registered", about: made.reference, by: person, at: now,
                after: [
                    "version": .string(made.version), "type": .string(pinned.work.kind.rawValue),
                    "code": made.code.map { .string($0.rawValue) } ?? .null,
                ])
            return made
        }
    }

    /// The same component, of which nothing changes when something else does: its code is kept, and the components
    /// that it names are named by their version.
    private func pin(
        _ spec: ComponentSpec, in workspace: WorkspaceName
    ) async throws -> (spec: ComponentSpec, codes: [String: ContentHash], warnings: [String]) {
        var pinned = spec
        let sources: [String: CodeSource]
        switch spec.work {
        case .command(let step):
            _ = try EnvironmentRecipe(try await environments.resolve(step.environment, in: workspace))
            sources = step.source.map { ["": $0] } ?? [:]
        case .kept(var step):
            let asked = step
            step = try await context.store.read { reader in
                var step = asked
                try step.pinComponents { reference in
                    let found: Component = try reader.require(reference, in: workspace)
                    return AssetReference(name: reference.name, selector: .version(found.version))
                }
                return step
            }
            pinned.work = .kept(step)
            sources = step.codes
        }
        var codes: [String: ContentHash] = [:]
        var warnings: [String] = []
        for (place, source) in sources.sorted(by: { $0.key < $1.key }) {
            let (hash, told) = try await code.keep(source)
            codes[place] = hash
            warnings += told
        }
        return (pinned, codes, warnings)
    }

    /// Removes a version; its number is never given again. Throws `invalidState` while a pipeline component names it.
    @discardableResult
    package func delete(
        _ name: ComponentName, version: String, in workspace: WorkspaceName, by person: String,
        undoing sequence: Int64? = nil
    ) async throws -> Deletion {
        try await shelf.delete(
            name, version: version, in: workspace, by: person, undoing: sequence
        ) { component, reader in
            let all: Records<Component> = try reader.assets(in: workspace, filter: ListFilter(archived: .included))
            for user in all.values {
                guard case .kept(let step) = user.spec.work,
                    try step.components.contains(where: { try reader.refers($0, to: component) })
                else { continue }
                throw AtelierError.needed(
                    component, by: "component \(user.name):\(user.version)", ending: "delete that one first")
            }
        }
    }
}

extension ComponentCatalog {
    package func undelete(
        _ deletion: Event, in workspace: WorkspaceName, by person: String
    ) async throws -> Undeletion {
        try await shelf.undelete(deletion, in: workspace, by: person) { component, reader in
            guard let gone = try reader.gone(component.spec.work, in: workspace) else { return }
            throw try AtelierError.gone(gone, neededBy: deletion.about, reader)
        }
    }
}

extension Component {
    /// Whether registering the spec with that code would make this version once more. Where the code lay does not
    /// count, what is in it does.
    fileprivate func isSame(as asked: ComponentSpec, codes: [String: ContentHash]) -> Bool {
        var own = self.codes ?? [:]
        own[""] = code
        return spec.withoutPlaces == asked.withoutPlaces && own == codes
    }
}

extension ComponentSpec {
    fileprivate var withoutPlaces: ComponentSpec {
        var spec = self
        switch work {
        case .command(var step):
            (step.code, step.additionalIncludes) = (nil, nil)
            spec.work = .command(step)
        case .kept(let step): spec.work = .kept(step.withoutPlaces)
        }
        return spec
    }
}

extension StoreReader {
    /// The first environment or component that the work names and that is not there any more.
    fileprivate func gone(_ work: ComponentWork, in workspace: WorkspaceName) throws -> ResourceReference? {
        switch work {
        case .command(let step):
            return try gone(step.environment, in: workspace)
        case .kept(let step):
            for environment in step.environments {
                if let gone = try gone(.registered(environment), in: workspace) { return gone }
            }
            for reference in step.components where reference.registry == nil {
                let found: Component? = try find(reference, in: workspace)
                if found == nil { return reference.resource("component", in: workspace) }
            }
            return nil
        }
    }
}
