package import Domain
import FoundationEssentials
import LinuxSystem
import Store

/// The datastores of a workspace: the built-in folders, other folders of this box, and cloud storage that is noted.
package struct DatastoreCatalog: Sendable {
    private let context: EngineContext

    package init(_ context: EngineContext) {
        self.context = context
    }

    /// Creates the datastore, or replaces the one of the same name, as `az ml datastore create` does.
    ///
    /// Throws `invalidState` for a built-in one, `invalidArgument` for a folder that is not there or is the engine's.
    package func create(
        _ spec: DatastoreSpec, in workspace: WorkspaceName, by person: String
    ) async throws -> Datastore {
        try await save(spec, in: workspace, by: person, mustExist: false)
    }

    /// As `create`, of one that is there; without credentials in the spec it keeps those it has.
    package func update(
        _ spec: DatastoreSpec, in workspace: WorkspaceName, by person: String
    ) async throws -> Datastore {
        try await save(spec, in: workspace, by: person, mustExist: true)
    }

    /// Throws `notFound` with the nearest name.
    package func show(_ name: DatastoreName, in workspace: WorkspaceName) async throws -> Datastore {
        let home = context.home
        return try await context.store.read { try $0.requireDatastore(name, in: workspace, home) }
    }

    /// The built-in ones first, then by name.
    package func list(in workspace: WorkspaceName) async throws -> [Datastore] {
        let home = context.home
        let (creation, records) = try await context.store.read { reader in
            (try reader.requireWorkspace(workspace).creation, try reader.datastores(in: workspace))
        }
        return Datastore.builtIn.map { .builtIn($0, in: workspace, home, creation) } + context.reporting(records)
    }

    /// Removes a datastore; what lies there stays. Throws `invalidState` for a built-in one, and while data or a job
    /// that has not ended needs it.
    @discardableResult
    package func delete(
        _ name: DatastoreName, in workspace: WorkspaceName, by person: String, undoing sequence: Int64? = nil
    ) async throws -> Deletion {
        try Datastore.refuseBuiltIn(name)
        let home = context.home
        let resource = ResourceReference(kind: "datastore", name: name.rawValue, workspace: workspace)
        return try await context.delete(resource, in: workspace, by: person, undoing: sequence) { transaction in
            let datastore = try transaction.requireDatastore(name, in: workspace, home)
            if let user = try transaction.user(of: datastore) {
                throw AtelierError(
                    .invalidState, "datastore \(name) is used by \(user)", hint: "delete or end that one first",
                    subject: "datastore \(name)")
            }
            return Taken(Removal(try transaction.deleteDatastore(name, in: workspace)), before: datastore.noted)
        }
    }

    private func save(
        _ spec: DatastoreSpec, in workspace: WorkspaceName, by person: String, mustExist: Bool
    ) async throws -> Datastore {
        try NameRule.asset("datastore").check(spec.name.rawValue)
        try Datastore.refuseBuiltIn(spec.name)
        let settings = try await checked(spec)
        let home = context.home
        let now = context.clock.now()
        return try await context.write { transaction in
            _ = try transaction.requireWorkspace(workspace)
            let current = mustExist
                ? try transaction.requireDatastore(spec.name, in: workspace, home)
                : try transaction.datastore(spec.name, in: workspace)
            if let current, current.type != spec.type {
                throw AtelierError(
                    .invalidState,
                    "datastore '\(spec.name)' is of type \(current.type.rawValue), not \(spec.type.rawValue)",
                    hint: "choose another name, or delete it first", subject: "datastore \(spec.name)")
            }
            var datastore = Datastore(
                workspace: workspace, name: spec.name, type: spec.type, settings: settings,
                description: spec.description, tags: spec.tags, credentials: spec.credentials?.kind,
                creation: current?.creation.modified(at: now, by: person) ?? CreationContext(at: now, by: person))
            var sealed: Data?
            if let credentials = spec.credentials {
                let box = try SecretBox.open(in: home, holdsSecrets: transaction.holdsSecrets())
                sealed = try box.seal(Array(JSONEncoder().encode(credentials)), of: datastore.owner)
            } else if mustExist, let current {
                datastore.credentials = current.credentials
                sealed = try transaction.sealedCredentials(of: spec.name, in: workspace)
            }
            try transaction.save(datastore, sealedCredentials: sealed)
            try transaction.append(
                current == nil ? "datastore.created" : "datastore.updated", about: datastore.reference, by: person,
                at: now, before: current?.noted, after: datastore.noted)
            return datastore
        }
    }

    /// The settings, of a folder with its path made plain. Throws `invalidArgument`.
    private func checked(_ spec: DatastoreSpec) async throws -> [String: String] {
        for field in spec.type.required where spec.settings[field]?.isEmpty ?? true {
            throw AtelierError(
                .invalidArgument, "a datastore of type \(spec.type.rawValue) needs '\(field)'",
                subject: "datastore \(spec.name)")
        }
        guard spec.type == .localFile, let path = spec.settings["path"] else { return spec.settings }
        let place = try LocalPlace(path, in: context.home).path
        let kind = try await BlockingWork.run { try FileStamp.of(place, followingLinks: true)?.kind }
        guard kind == .folder else {
            throw AtelierError(
                .invalidArgument, "\(place.neutralised) is \(kind == nil ? "not there" : "no folder")",
                hint: "a local_file datastore is a folder of this box: make it first",
                subject: "datastore \(spec.name)")
        }
        return ["path": place]
    }
}

extension DatastoreCatalog: Undeleting {
    package func undelete(
        _ deletion: Event, in workspace: WorkspaceName, by person: String
    ) async throws -> Undeletion {
        let (name, home) = (DatastoreName(deletion.resource.name), context.home)
        let event = try await context.undelete(deletion, in: workspace, by: person) {
            ((), after: try $0.requireDatastore(name, in: workspace, home).noted)
        }.event
        return Undeletion(event)
    }

    package func deleteAgain(
        _ undeletion: Event, in workspace: WorkspaceName, by person: String
    ) async throws -> Deletion {
        try await delete(
            DatastoreName(undeletion.resource.name), in: workspace, by: person, undoing: undeletion.sequence)
    }
}
