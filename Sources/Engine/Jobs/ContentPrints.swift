import Domain
import FoundationEssentials
import LinuxSystem

/// What files and folders hold, as short texts that are equal when the content is.
final class ContentPrints: Sendable {
    private let hashes: HashCache

    init(clock: EngineClock) {
        let now = clock.now
        hashes = HashCache(now: { Int64(now().timeIntervalSince1970 * 1_000_000_000) })
    }

    /// `content:…` by the bytes; of more than is read in a moment, `times:…` by the sizes and times of the files.
    /// Nil when nothing is there. Blocks.
    func print(of path: String) throws -> String? {
        guard try FileStamp.of(path, followingLinks: true) != nil else { return nil }
        let tree = try FileTree(of: path)
        guard tree.size.bytes <= Self.readAtOnce else {
            let text = tree.entries.map { "\($0.path)\0\($0.stamp.size)\0\($0.stamp.modified)\0" }.joined()
            return "times:\(FileContent.hash(ofText: text).rawValue)"
        }
        return "content:\(try manifest(of: tree).hash.rawValue)"
    }

    /// What differs between two folders or files: the paths that are not the same in both, in their order. Blocks.
    func differences(_ one: String, _ other: String) throws -> [String] {
        let (before, after) = (try contents(of: one), try contents(of: other))
        return Set(before.keys).union(after.keys).filter { before[$0] != after[$0] }.sorted()
    }

    /// How many files there are. Blocks.
    func count(in path: String) throws -> Int {
        guard try FileStamp.of(path, followingLinks: true) != nil else { return 0 }
        return try FileTree(of: path).entries.count
    }

    private func contents(of path: String) throws -> [String: String] {
        guard let stamp = try FileStamp.of(path, followingLinks: true) else { return [:] }
        let entries = try manifest(of: FileTree(of: path)).entries
        // A single file may be called otherwise in the other job.
        if stamp.kind == .file { return ["": entries.first?.text ?? ""] }
        return Dictionary(entries.map { ($0.path, $0.text) }, uniquingKeysWith: { first, _ in first })
    }

    private func manifest(of tree: FileTree) throws -> SnapshotManifest {
        SnapshotManifest(
            entries: try BlockingWork.map(count: tree.entries.count) { index in
                let entry = tree.entries[index]
                return SnapshotManifest.Entry(
                    path: entry.path, isExecutable: false, size: entry.stamp.size,
                    content: entry.linkTarget == nil
                        ? try hashes.hash(of: "\(tree.root)/\(entry.path)", stamp: entry.stamp) : nil,
                    linkTarget: entry.linkTarget)
            })
    }

    private static let readAtOnce: Int64 = 64 << 20
}

extension SnapshotManifest.Entry {
    fileprivate var text: String { linkTarget.map { "-> \($0)" } ?? content?.rawValue ?? "" }
}
