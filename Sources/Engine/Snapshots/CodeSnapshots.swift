package import Domain
import FoundationEssentials
import LinuxSystem

/// Keeps code folders by content: `snapshots/HASH` is a table of contents, `snapshots/objects` holds each distinct
/// file once. Nothing here is ever written to after it was put in place.
package final class CodeSnapshots: Sendable {
    private let home: HomeLayout
    private let hashes: HashCache

    package init(_ context: EngineContext) {
        home = context.home
        let now = context.clock.now
        hashes = HashCache(now: { Int64(now().timeIntervalSince1970 * 1_000_000_000) })
    }

    /// Takes a snapshot of a folder, or of a single file. What `.amlignore` in the folder names is left out, else what
    /// `.gitignore` names; `.git` always is. On disk when it returns.
    ///
    /// Throws `notFound` naming a missing folder.
    package func take(of path: String) async throws -> CodeSnapshot {
        try await take(CodeSource(at: path))
    }

    /// The same of a folder and what else goes into its root. Throws `invalidArgument` where two go by one name.
    package func take(_ source: CodeSource) async throws -> CodeSnapshot {
        try await BlockingWork.run { [self] in try snapshot(source) }
    }

    /// Writes a copy of a snapshot into a folder, which is made if it is not there. The copy is writable and shares no
    /// file with the store. Throws `notFound` when there is no such snapshot.
    package func materialise(_ hash: ContentHash, at path: String) async throws {
        try await BlockingWork.run { [self] in try unpack(hash, at: path) }
    }

    // MARK: Taking

    private func snapshot(_ source: CodeSource) throws -> CodeSnapshot {
        let parts = try CodePart.parts(of: source)
        let files = parts.flatMap(\.files).sorted { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
        let entries = try BlockingWork.map(count: files.count) { index in
            let file = files[index]
            return SnapshotManifest.Entry(
                path: file.path, isExecutable: file.stamp.isExecutable, size: file.stamp.size,
                content: file.linkTarget == nil ? try hashes.hash(of: file.origin, stamp: file.stamp) : nil,
                linkTarget: file.linkTarget)
        }
        let hash = try keep(SnapshotManifest(entries: entries), from: files.map(\.origin))
        return CodeSnapshot(
            hash: hash, fileCount: entries.count, size: ByteCount(files.reduce(0) { $0 + $1.stamp.size }),
            warnings: parts.flatMap(\.warnings) + Self.warnings(for: files))
    }

    /// Stores what is not there yet and returns the snapshot's hash. `origins` has a place for each entry.
    private func keep(_ manifest: SnapshotManifest, from origins: [String]) throws -> ContentHash {
        let hash = manifest.hash
        guard try FileStamp.of(home.snapshot(hash)) == nil else { return hash }
        let stored = try BlockingWork.map(count: manifest.entries.count) { index in
            try store(manifest.entries[index], from: origins[index])
        }
        let complete = SnapshotManifest(entries: stored)
        // A file edited meanwhile was stored as it was when it was copied: the hash follows what is stored.
        let finalHash = complete.hash
        try FileCopy.makeFolder(home.snapshots)
        try complete.write(to: home.snapshot(finalHash))
        return finalHash
    }

    private func store(_ entry: SnapshotManifest.Entry, from origin: String) throws -> SnapshotManifest.Entry {
        guard let content = entry.content else { return entry }
        guard try FileStamp.of(object(content)) == nil else { return entry }
        try FileCopy.makeFolder(objects)
        let temporary = "\(objects)/\(UUID().uuidString).tmp"
        do {
            try FileCopy.copy(origin, to: temporary, mode: 0o400, durably: true)
            let copied = try FileContent.hash(of: temporary)
            let target = object(copied)
            try FileCopy.makeFolder(target.splitAtLastComponent.folder)
            let size = try FileStamp.of(temporary)?.size ?? entry.size
            try FileCopy.move(temporary, to: target)
            return SnapshotManifest.Entry(
                path: entry.path, isExecutable: entry.isExecutable, size: size, content: copied, linkTarget: nil)
        } catch {
            try FileCopy.remove(temporary)
            throw error
        }
    }

    private static func warnings(for files: [CodePart.File]) -> [String] {
        let size = ByteCount(files.reduce(0) { $0 + $1.stamp.size })
        guard size.bytes > sizeWorthAWarning else { return [] }
        let largest = files.sorted { $0.stamp.size > $1.stamp.size }.prefix(3)
            .map { "\($0.path.neutralised) (\(ByteCount($0.stamp.size)))" }
        return [
            "the code folder holds \(size); largest: \(largest.joined(separator: ", ")); "
                + "name what a job does not need in .amlignore"
        ]
    }

    private static let sizeWorthAWarning: Int64 = 100 * 1_048_576

    // MARK: Giving out

    private func unpack(_ hash: ContentHash, at path: String) throws {
        guard try FileStamp.of(home.snapshot(hash)) != nil else {
            throw AtelierError(
                .notFound, "there is no code snapshot \(hash.short)", hint: "submit the job again from its code folder")
        }
        let manifest = try SnapshotManifest.read(from: home.snapshot(hash))
        try FileCopy.makeFolder(path)
        for folder in Set(manifest.entries.map { "\(path)/\($0.path)".splitAtLastComponent.folder }) {
            try FileCopy.makeFolder(folder)
        }
        _ = try BlockingWork.map(count: manifest.entries.count) { index in
            let entry = manifest.entries[index]
            let target = "\(path)/\(entry.path)"
            if let content = entry.content {
                try FileCopy.copy(object(content), to: target, mode: entry.isExecutable ? 0o700 : 0o600)
            } else if let link = entry.linkTarget {
                try FileCopy.link(target, to: link)
            }
        }
    }

    /// What is at each path of a snapshot, and whether it is a program.
    func contents(of hash: ContentHash) throws -> [String: String] {
        let manifest = try SnapshotManifest.read(from: home.snapshot(hash))
        return Dictionary(
            manifest.entries.map { ($0.path, "\($0.isExecutable) \($0.linkTarget ?? $0.content?.rawValue ?? "")") },
            uniquingKeysWith: { first, _ in first })
    }

    private var objects: String { home.snapshots + "/objects" }

    private func object(_ hash: ContentHash) -> String {
        Self.object(hash, in: home)
    }

    /// Where a file of a snapshot is kept.
    static func object(_ hash: ContentHash, in home: HomeLayout) -> String {
        "\(home.snapshots)/objects/\(hash.rawValue.prefix(2))/\(hash.rawValue.dropFirst(2))"
    }
}
