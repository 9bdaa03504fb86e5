package import Domain
import LinuxSystem
import Store

/// The registered data: names and versions for files and folders. The data stays where it is.
package struct DataCatalog: AssetCatalog {
    let context: EngineContext
    package var shelf: AssetShelf<DataAsset> { AssetShelf(context: context) }
    let locations: LocationResolver

    package init(_ context: EngineContext, locations: LocationResolver) {
        self.context = context
        self.locations = locations
    }

    /// Registers what lies at a location as the next version, or as the version asked for. What is on this box must
    /// be there, and be what its type says. A version that is there and means the same place is given back, with what is
    /// noted of it anew.
    package func register(_ spec: DataSpec, in workspace: WorkspaceName, by person: String) async throws -> DataAsset {
        try NameRule.asset("data asset").check(spec.name.rawValue)
        if let version = spec.version { try NameRule.asset("data version").check(version) }
        _ = try await context.store.read { try $0.requireWorkspace(workspace) }
        try await check(spec, in: workspace)
        return try await shelf.registering(
            spec.name, version: spec.version, in: workspace, by: person,
            noting: AssetEdit(registering: spec.description, tags: spec.tags),
            isSame: { $0.type == spec.type && $0.location == spec.location },
            { try await registerAnew(spec, in: workspace, by: person) })
    }

    private func registerAnew(
        _ spec: DataSpec, in workspace: WorkspaceName, by person: String
    ) async throws -> DataAsset {
        let now = context.clock.now()
        return try await context.write { transaction in
            let data = try transaction.register(spec.name, version: spec.version, in: workspace) { version in
                DataAsset(
                    workspace: workspace, name: spec.name, version: version, type: spec.type,
                    location: spec.location, description: spec.description, tags: spec.tags,
                    creation: CreationContext(at: now, by: person))
            }
            try transaction.append(
                "data.registered", about: data.reference, by: person, at: now,
                message: "from \(spec.location.description.neutralised)",
                after: ["version": .string(data.version), "type": .string(data.type.rawValue)])
            return data
        }
    }

    private func check(_ spec: DataSpec, in workspace: WorkspaceName) async throws {
        // A remote file is fetched when a job asks for it.
        if case .remote = spec.location { return }
        let path = try await locations.existingPath(of: spec.location, as: spec.type, in: workspace)
        try await BlockingWork.run {
            let kind = try FileStamp.of(path, followingLinks: true)?.kind
            switch spec.type {
            case .uriFile where kind != .file:
                throw AtelierError(
                    .invalidArgument, "\(path.neutralised) is not a file", hint: "use type uri_folder for a folder")
            case .uriFolder where kind != .folder:
                throw AtelierError(
                    .invalidArgument, "\(path.neutralised) is not a folder", hint: "use type uri_file for a file")
            case .mltable where try FileStamp.of("\(path)/MLTable", followingLinks: true) == nil:
                throw AtelierError(
                    .invalidArgument, "\(path.neutralised) has no file MLTable",
                    hint: "write one, or use type uri_folder")
            default:
                return
            }
        }
    }
}
