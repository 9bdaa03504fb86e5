import Client
import ControlAPI
import Domain

/// What people may write on a job or on a model's version.
struct ObjectNotes: Sendable, Hashable {
    /// Nil for what has no name but its own.
    var displayName: String?
    var description = ""
    /// Nil for what has none.
    var stage: String?
    var tags: [String: String] = [:]

    /// Throws `unsupported` for what nothing can be written on.
    static func read(
        of object: StudioObject, in workspace: WorkspaceName, from engine: any ControlCaller
    ) async throws -> ObjectNotes {
        switch object {
        case .job(let job):
            let job = try await engine.call(JobRoutes.show, ActionTable.parts(job, workspace)).job
            return ObjectNotes(
                displayName: job.displayName, description: job.spec.description ?? "", tags: job.spec.tags)
        case .model(let version):
            let model = try await engine.call(
                ModelRoutes.show, ["workspace": workspace.rawValue, "model": version.name.rawValue],
                query: ["version": version.version]
            ).model
            return ObjectNotes(
                description: model.description ?? "", stage: model.stage ?? "", tags: model.tags)
        case .endpoint, .compute, .file: throw Self.nothing
        }
    }

    func write(on object: StudioObject, in workspace: WorkspaceName, to engine: any ControlCaller) async throws {
        switch object {
        case .job(let job):
            let edit = JobEdit(displayName: displayName, description: description, tags: tags)
            _ = try await engine.call(JobRoutes.update, ActionTable.parts(job, workspace), body: edit)
        case .model(let version):
            let edit = AssetEdit(description: description, tags: tags, stage: stage)
            _ = try await engine.call(
                ModelRoutes.update,
                ["workspace": workspace.rawValue, "model": version.name.rawValue, "version": version.version], body: edit)
        case .endpoint, .compute, .file: throw Self.nothing
        }
    }

    private static let nothing = AtelierError(.unsupported, "only jobs and models have tags and notes")
}
