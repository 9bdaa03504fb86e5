import Domain
import Engine
import NIOCore

extension TrackingRoutes {
    mutating func addArtifacts() {
        let ledger = ledger, files = files
        add("GET", "/artifacts/list") { request in
            let fields = request.fields
            let path = try ArtifactPath(try fields.optionalText("path") ?? "")
            let (place, info) = try await ledger.place(of: path, in: try fields.run(), for: request.caller)
            let entries = try await files.list(place)
            return .json {
                $0.field("root_uri", info.artifactURI)
                $0.field(entries: entries, below: path)
            }
        }
        add("GET", "/get-artifact") { request in
            let path = try ArtifactPath(try request.fields.filledText("path"))
            let (place, _) = try await ledger.place(
                of: path, in: try request.fields.run(), for: request.caller)
            return .file(try await files.open(place), name: path.last ?? "artifact")
        }
        add("GET", "/mlflow-artifacts/artifacts") { request in
            let path = try ArtifactPath(try request.fields.optionalText("path") ?? "")
            let entries = try await files.list(
                try await ledger.place(of: path, for: request.caller, toWrite: false))
            return .json { $0.field(entries: entries, below: ArtifactPath(parts: [])) }
        }
        add("GET", "/mlflow-artifacts/artifacts/*") { request in
            let path = try request.artifact()
            let place = try await ledger.place(of: path, for: request.caller, toWrite: false)
            return .file(try await files.open(place), name: path.last ?? "artifact")
        }
        add("PUT", "/mlflow-artifacts/artifacts/*", .stream) { request in
            let place = try await ledger.place(of: try request.artifact(), for: request.caller, toWrite: true)
            let upload = try await files.upload()
            try await upload.append(all: request.body)
            try await files.finish(upload, at: place)
            return .empty
        }
        add("DELETE", "/mlflow-artifacts/artifacts/*") { request in
            let place = try await ledger.place(of: try request.artifact(), for: request.caller, toWrite: true)
            try await files.delete(place)
            return .empty
        }
    }
}

extension TrackingRequest {
    fileprivate func artifact() throws -> ArtifactPath {
        guard let text = tail.percentDecoded else {
            throw AtelierError(.invalidArgument, "Invalid path: it is not UTF-8")
        }
        return try ArtifactPath(text)
    }
}

extension ArtifactUpload {
    fileprivate func append(all parts: some AsyncSequence<ByteBuffer, any Error>) async throws {
        for try await part in parts {
            try await append(Array(part.readableBytesView))
        }
    }
}

extension WireWriter {
    /// A folder's entries; their paths start below the root that the client knows.
    mutating func field(entries: [ArtifactFiles.Entry], below path: ArtifactPath) {
        field("files", entries) { writer, entry in
            writer.object {
                $0.field("path", path.appending(entry.name).text)
                $0.field("is_dir", entry.isFolder)
                if !entry.isFolder { $0.field("file_size", entry.size) }
            }
        }
    }
}
