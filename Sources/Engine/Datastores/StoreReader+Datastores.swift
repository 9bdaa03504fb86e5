import Domain
import Store

extension StoreReader {
    /// A built-in datastore or one that somebody made. Throws `notFound` with the nearest name.
    func requireDatastore(
        _ name: DatastoreName, in workspace: WorkspaceName, _ home: HomeLayout
    ) throws -> Datastore {
        if Datastore.builtIn.contains(name) {
            return .builtIn(name, in: workspace, home, try requireWorkspace(workspace).creation)
        }
        if let found = try datastore(name, in: workspace) { return found }
        _ = try requireWorkspace(workspace)
        let known = Datastore.builtIn + (try datastores(in: workspace).values.map(\.name))
        throw AtelierError(
            .notFound, "there is no datastore '\(name.rawValue.neutralised)'",
            hint: Suggestion.text(for: name.rawValue, among: known.map(\.rawValue)) ?? "see 'atelier datastore list'",
            subject: "datastore \(name)")
    }

    /// Who names a datastore as the place of something that is still needed.
    func user(of datastore: Datastore) throws -> String? {
        func isThere(_ location: DataLocation?) -> Bool {
            guard case .datastore(let name, _)? = location else { return false }
            return name == datastore.name
        }
        let all: Records<DataAsset> = try assets(in: datastore.workspace, filter: ListFilter(archived: .included))
        if let data = all.values.first(where: { isThere($0.location) }) {
            return "data asset \(data.name):\(data.version)"
        }
        for job in try unfinishedJobs(in: datastore.workspace).values {
            let work = job.spec.work
            let isInput = work.inputs.values.contains { input in
                guard case .data(let data) = input else { return false }
                return isThere(data.location)
            }
            if isInput || work.outputs.values.contains(where: { isThere($0.location) }) { return "job \(job.name)" }
        }
        return nil
    }
}

extension Datastore {
    /// One that every workspace has: a folder of the engine's.
    static func builtIn(
        _ name: DatastoreName, in workspace: WorkspaceName, _ home: HomeLayout, _ creation: CreationContext
    ) -> Datastore {
        Datastore(
            workspace: workspace, name: name, type: .localFile,
            settings: ["path": home.datastore(name, in: workspace)], creation: creation)
    }

    var reference: ResourceReference {
        ResourceReference(kind: "datastore", name: name.rawValue, workspace: workspace)
    }

    /// Whose the sealed credentials are: they do not open in another row.
    var owner: String { "datastore \(workspace)/\(name)" }

    /// What the journal keeps: nothing secret is in it.
    var noted: JSONValue {
        [
            "type": .string(type.rawValue), "settings": .object(settings.mapValues { .string($0) }),
            "description": description.map { .string($0) } ?? .null,
            "tags": .object(tags.mapValues { .string($0) }),
            "credentials": credentials.map { .string($0.rawValue) } ?? .null,
        ]
    }
}
