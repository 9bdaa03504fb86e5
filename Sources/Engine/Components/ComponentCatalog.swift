package import Domain
import Store

/// The registered components.
package struct ComponentCatalog: Sendable {
    private let context: EngineContext
    private let code: any CodeSnapshotting
    private let environments: EnvironmentCatalog
    private var shelf: AssetShelf<Component> { AssetShelf(context: context) }

    package init(_ context: EngineContext, code: any CodeSnapshotting, environments: EnvironmentCatalog) {
        self.context = context
        self.code = code
        self.environments = environments
    }

    /// Registers a component as the next version, or as the version asked for, with its code as it is at this moment.
    /// The version that is there is given back when it is the same in all respects, so that a script may run again.
    ///
    /// Throws `alreadyExists` for a version that is another, `notFound` for code or an environment that is not there,
    /// and `unsupported` for an environment that cannot be built here. The warnings are for the user.
    package func register(
        _ spec: ComponentSpec, in workspace: WorkspaceName, by person: String
    ) async throws -> (component: Component, warnings: [String]) {
        try NameRule.component.check(spec.name.rawValue)
        if let version = spec.version { try NameRule.asset("component version").check(version) }
        _ = try await context.store.read { try $0.requireWorkspace(workspace) }
        _ = try EnvironmentRecipe(try await environments.resolve(spec.environment, in: workspace))
        var hash: ContentHash?
        var warnings: [String] = []
        if let path = spec.code { (hash, warnings) = try await code.keep(path) }
        let (kept, now) = (hash, context.clock.now())
        let component = try await context.write { transaction in
            if let version = spec.version,
                let there = try transaction.asset(spec.name, version: version, in: workspace),
                there.isSame(as: spec, code: kept)
            {
                return there
            }
            let made = try transaction.register(spec.name, version: spec.version, in: workspace) { version in
                var numbered = spec
                numbered.version = version
                return Component(
                    workspace: workspace, name: spec.name, version: version, spec: numbered, code: kept,
                    creation: CreationContext(at: now, by: person))
            }
            try transaction.append(
                "component.registered", about: made.reference, by: person, at: now,
                after: [
                    "version": .string(made.version), "code": kept.map { .string($0.rawValue) } ?? .null,
                ])
            return made
        }
        return (component, warnings)
    }

    /// The latest version unless one is named.
    package func show(
        _ name: ComponentName, version: String? = nil, in workspace: WorkspaceName
    ) async throws -> Component {
        try await shelf.show(name, version: version, in: workspace)
    }

    /// Throws `notFound` saying whether the name or the version is unknown.
    package func resolve(_ reference: AssetReference, in workspace: WorkspaceName) async throws -> Component {
        try await shelf.resolve(reference, in: workspace)
    }

    /// Newest first; of one name, or of all.
    package func list(
        named name: ComponentName? = nil, in workspace: WorkspaceName, filter: ListFilter = ListFilter()
    ) async throws -> [Component] {
        try await shelf.list(named: name, in: workspace, filter: filter)
    }

    /// Changes what may change of a version: display name, description and tags.
    @discardableResult
    package func update(
        _ name: ComponentName, version: String, in workspace: WorkspaceName, by person: String, _ edit: AssetEdit
    ) async throws -> Component {
        try await shelf.update(name, version: version, in: workspace, by: person) { $0.apply(edit) }
    }

    /// Takes a version, or every version of the name, out of lists and out of `@latest`, or puts it back.
    @discardableResult
    package func setArchived(
        _ isArchived: Bool, _ name: ComponentName, version: String? = nil, in workspace: WorkspaceName,
        by person: String
    ) async throws -> [Component] {
        try await shelf.setArchived(isArchived, name, version: version, in: workspace, by: person)
    }

    /// Removes a version; its number is never given again.
    @discardableResult
    package func delete(
        _ name: ComponentName, version: String, in workspace: WorkspaceName, by person: String,
        undoing sequence: Int64? = nil
    ) async throws -> Deletion {
        try await shelf.delete(name, version: version, in: workspace, by: person, undoing: sequence) { _, _ in }
    }
}

extension ComponentCatalog: Undeleting {
    package func undelete(
        _ deletion: Event, in workspace: WorkspaceName, by person: String
    ) async throws -> Undeletion {
        try await shelf.undelete(deletion, in: workspace, by: person) { component, reader in
            guard let gone = try reader.gone(component.spec.environment, in: workspace) else { return }
            throw try AtelierError.gone(gone, neededBy: deletion.about, reader)
        }
    }

    package func deleteAgain(
        _ undeletion: Event, in workspace: WorkspaceName, by person: String
    ) async throws -> Deletion {
        let (name, version) = undeletion.asset(Component.self)
        return try await delete(name, version: version, in: workspace, by: person, undoing: undeletion.sequence)
    }
}

extension Component {
    /// Whether registering the spec with that code would make this version once more. Where the code lay does not
    /// count, what is in it does.
    fileprivate func isSame(as asked: ComponentSpec, code: ContentHash?) -> Bool {
        var (own, other) = (spec, asked)
        own.code = nil
        other.code = nil
        return own == other && self.code == code
    }
}
