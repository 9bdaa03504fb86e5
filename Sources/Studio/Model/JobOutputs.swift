import Client
import ControlAPI
import Domain

/// What a job left behind that can be registered as a model.
struct JobOutputs: Sendable {
    struct Candidate: Sendable, Hashable {
        /// As the job's file tree names it: `artifacts/outputs/model`.
        let path: String
        let isMLflow: Bool

        /// Below the job's artifacts.
        var artifactPath: String { String(path.dropFirst("artifacts/".count)) }
    }

    let engine: any ControlCaller
    let job: JobName
    let workspace: WorkspaceName

    /// Folders that hold an `MLmodel` first, then files and folders of the outputs.
    func candidates() async throws -> [Candidate] {
        var found: [Candidate] = []
        for entry in try await entries(of: "artifacts") where !["user_logs", "system_logs", "logs"].contains(entry.name) {
            try await look(at: entry, in: "artifacts", depth: 0, &found)
        }
        return found.filter(\.isMLflow) + found.filter { !$0.isMLflow }
    }

    private static let deepest = 3

    private func look(
        at entry: FileEntry, in folder: String, depth: Int, _ found: inout [Candidate]
    ) async throws {
        let path = "\(folder)/\(entry.name)"
        guard entry.isFolder else {
            found.append(Candidate(path: path, isMLflow: false))
            return
        }
        let inside = try await entries(of: path)
        let isModel = inside.contains { $0.name == "MLmodel" }
        // The folder all outputs lie in is no model by itself.
        if isModel || depth > 0 { found.append(Candidate(path: path, isMLflow: isModel)) }
        guard !isModel, depth < Self.deepest else { return }
        for entry in inside { try await look(at: entry, in: path, depth: depth + 1, &found) }
    }

    private func entries(of path: String) async throws -> [FileEntry] {
        try await engine.call(
            JobRoutes.files, ["workspace": workspace.rawValue, "job": job.rawValue], query: ["path": path])
    }
}
