package import Domain
import FoundationEssentials
import Glibc
import LinuxSystem
import Store

/// A job's files as a tree to look at: `artifacts` (what it wrote), `code` (its snapshot), and `outputs/NAME`.
package struct JobFiles: Sendable {
    private let job: Job
    private let artifacts: String
    private let outputs: [String: String]
    private let home: HomeLayout

    init(job: Job, outputs: [String: String], home: HomeLayout) {
        self.job = job
        self.outputs = outputs
        self.home = home
        artifacts = home.job(job.name, in: job.workspace).artifacts
    }

    /// What lies in a folder, by name; of a file, the file itself. Throws `notFound` when there is nothing, and
    /// `invalidArgument` for a path that leads out of the job.
    package func entries(of path: String) async throws -> [FileEntry] {
        try await BlockingWork.run { [self] in
            switch try place(of: path) {
            case .root: try rootEntries()
            case .outputs: try outputs.keys.sorted().compactMap { try Self.entry(named: $0, at: outputs[$0] ?? "") }
            case .code(let inner): try codeEntries(in: inner)
            case .file(let file, let root):
                try Self.entries(at: file, within: root) ?? { throw nothing(at: path) }()
            }
        }
    }

    /// The bytes of a file from an offset, at most `count`, in pieces.
    package func content(
        of path: String, from offset: Int64, count: Int64?
    ) async throws -> AsyncThrowingStream<[UInt8], any Error> {
        let reader = try await BlockingWork.run { [self] in
            try FileReader(path: file(at: path), offset: offset, count: count)
        }
        return AsyncThrowingStream { try await BlockingWork.run { try reader.next() } }
    }

    private enum Place {
        case root, outputs
        case code(String)
        case file(String, root: String)
    }

    private func place(of path: String) throws -> Place {
        let parts = path.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: true)
        let rest = parts.count > 1 ? String(parts[1]) : ""
        switch parts.first {
        case nil: return .root
        case "artifacts": return try confined(rest, under: artifacts)
        case "code": return .code(rest.split(separator: "/").filter { $0 != "." }.joined(separator: "/"))
        case "outputs":
            let inner = rest.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: true)
            guard let name = inner.first else { return .outputs }
            guard let root = outputs[String(name)] else { throw nothing(at: path) }
            return try confined(inner.count > 1 ? String(inner[1]) : "", under: root)
        default: throw nothing(at: path)
        }
    }

    private func confined(_ path: String, under root: String) throws -> Place {
        .file(try ConfinedPath.resolve(path, under: root, of: "the files of job \(job.name)"), root: root)
    }

    private func nothing(at path: String) -> AtelierError {
        AtelierError(
            .notFound, "job '\(job.name)' has no file '\(path.neutralised)'",
            hint: "its files are below artifacts, code and outputs", subject: "job \(job.name)")
    }

    private func file(at path: String) throws -> String {
        switch try place(of: path) {
        case .file(let file, _): return file
        case .code(let inner):
            guard let manifest = try manifest(), let content = CodeTree(manifest).content(of: inner) else { break }
            return CodeSnapshots.object(content, in: home)
        case .root, .outputs: break
        }
        throw nothing(at: path)
    }

    private func rootEntries() throws -> [FileEntry] {
        var entries = try [Self.entry(named: "artifacts", at: artifacts)].compactMap(\.self)
        if job.code != nil { entries.append(folder("code")) }
        if !outputs.isEmpty { entries.append(folder("outputs")) }
        return entries
    }

    private func folder(_ name: String) -> FileEntry {
        FileEntry(name: name, isFolder: true, size: ByteCount(0), modifiedAt: job.creation.createdAt)
    }

    private func codeEntries(in path: String) throws -> [FileEntry] {
        guard let manifest = try manifest() else { throw nothing(at: "code") }
        guard let found = CodeTree(manifest).entries(in: path) else { throw nothing(at: "code/\(path)") }
        return found.map { name, size in
            FileEntry(
                name: name, isFolder: size == nil, size: ByteCount(size ?? 0), modifiedAt: job.creation.createdAt)
        }
    }

    private func manifest() throws -> SnapshotManifest? {
        guard let code = job.code, try FileStamp.of(home.snapshot(code)) != nil else { return nil }
        return try SnapshotManifest.read(from: home.snapshot(code))
    }

    /// Nil when there is nothing.
    private static func entries(at path: String, within root: String) throws -> [FileEntry]? {
        guard let stamp = try FileStamp.of(path, followingLinks: true) else { return nil }
        guard stamp.kind == .folder else { return [FileEntry(path.splitAtLastComponent.name, stamp)] }
        let realRoot = ConfinedPath.real(root)
        return try FileTree.names(in: path).sorted().compactMap { name in
            let place = "\(path)/\(name)"
            guard let own = try FileStamp.of(place) else { return nil }
            // A link that leads out is shown as the link it is; opening it is refused.
            guard own.kind == .link, let realRoot, let target = ConfinedPath.real(place),
                target == realRoot || target.hasPrefix(realRoot + "/")
            else { return FileEntry(name, own) }
            return try entry(named: name, at: place)
        }
    }

    private static func entry(named name: String, at path: String) throws -> FileEntry? {
        try FileStamp.of(path, followingLinks: true).map { FileEntry(name, $0) }
    }
}

extension FileEntry {
    fileprivate init(_ name: String, _ stamp: FileStamp) {
        self.init(
            name: name, isFolder: stamp.kind == .folder, size: ByteCount(stamp.kind == .folder ? 0 : stamp.size),
            modifiedAt: Date(timeIntervalSince1970: Double(stamp.modified) / 1_000_000_000))
    }
}

extension JobDesk {
    /// The job's files to look at. Throws `notFound`.
    package func files(of name: JobName, in workspace: WorkspaceName) async throws -> JobFiles {
        let job = try await context.store.read { try $0.requireJob(name, in: workspace) }
        return JobFiles(job: job, outputs: try await services.outputs(of: job), home: context.home)
    }
}
