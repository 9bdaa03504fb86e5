package import Domain
import Store

/// Where an artifact path leads: a folder of one run or model, and the path below it.
package struct ArtifactPlace: Sendable {
    package let root: String
    package let path: ArtifactPath

    package init(root: String, path: ArtifactPath) {
        self.root = root
        self.path = path
    }

    var file: String { path.parts.isEmpty ? root : "\(root)/\(path.text)" }
    /// The folder it lies in.
    var folder: String { ArtifactPlace(root: root, path: ArtifactPath(parts: path.parts.dropLast())).file }
}

extension TrackingLedger {
    /// Finds the place of a path as `mlflow-artifacts:/` URIs have it: `<experiment>/<run>/artifacts/…` or
    /// `<experiment>/models/<model>/artifacts/…`. Throws `notFound` for anything else.
    package func place(
        of path: ArtifactPath, for caller: TrackingCaller, toWrite: Bool
    ) async throws -> ArtifactPlace {
        let parts = path.parts
        let nothing = AtelierError(.notFound, "No such artifact: '\(path.text.neutralised)'")
        if parts.count >= 4, parts[1] == "models", parts[3] == "artifacts" {
            let model = try await loggedModel(LoggedModelID(parts[2]), for: caller)
            guard model.experiment.rawValue == parts[0] else { throw nothing }
            if toWrite { try requireWrite(model, caller) }
            return ArtifactPlace(
                root: context.home.artifacts(of: model), path: ArtifactPath(parts: Array(parts.dropFirst(4))))
        }
        guard parts.count >= 3, parts[2] == "artifacts" else { throw nothing }
        let run = RunID(parts[1])
        if toWrite { try await requireWrite(run, caller) } else { try await requireRead(run, caller) }
        guard let info = try await context.store.read({ try $0.runInfo(run) }), info.experiment.rawValue == parts[0]
        else { throw nothing }
        return ArtifactPlace(
            root: context.home.artifacts(of: info), path: ArtifactPath(parts: Array(parts.dropFirst(3))))
    }

    /// The place of a path below a run's artifacts.
    package func place(
        of path: ArtifactPath, in run: RunID, for caller: TrackingCaller
    ) async throws -> (place: ArtifactPlace, info: RunInfo) {
        try await requireRead(run, caller)
        guard let info = try await context.store.read({ try $0.runInfo(run) }) else { throw Self.noRun(run) }
        return (ArtifactPlace(root: context.home.artifacts(of: info), path: path), info)
    }

    /// The place of a path below a model's files.
    package func place(
        of path: ArtifactPath, in id: LoggedModelID, for caller: TrackingCaller
    ) async throws -> (place: ArtifactPlace, model: LoggedModel) {
        let model = try await loggedModel(id, for: caller)
        guard model.artifactURI.hasPrefix("mlflow-artifacts:/") else {
            throw AtelierError(.invalidArgument, "the files of '\(id)' are not kept here: \(model.artifactURI)")
        }
        let root = try ArtifactPath(String(model.artifactURI.dropFirst("mlflow-artifacts:/".count)))
        let place = try await place(
            of: ArtifactPath(parts: root.parts + path.parts), for: caller, toWrite: false)
        return (place, model)
    }
}
