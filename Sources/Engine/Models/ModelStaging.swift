import Domain
import FoundationEssentials
import Glibc
import LinuxSystem

/// A model's files on their way into the catalog: a complete, durable copy beside the place it will be renamed to.
struct ModelStaging: Sendable {
    /// Holds `baseName` and nothing else.
    let folder: String
    let baseName: String
    let hash: ContentHash
    let size: ByteCount

    static let prefix = ".staging-"

    /// Copies a file or a folder. Throws `invalidArgument` for an empty folder, for links that lead out of it, and
    /// for an MLflow model without its `MLmodel`. Blocks.
    static func copy(_ source: String, type: ModelType, into models: String) throws -> ModelStaging {
        let tree = try FileTree(of: source)
        if let problem = tree.warnings.first {
            throw AtelierError(
                .invalidArgument, "the model would not be whole: \(problem)",
                hint: "copy the folder with 'cp -rL' and register the copy")
        }
        guard !tree.entries.isEmpty else {
            throw AtelierError(.invalidArgument, "\(source.neutralised) holds no files", hint: "check the path")
        }
        let isFolder = try FileStamp.of(source, followingLinks: true)?.kind == .folder
        guard type != .mlflow || (isFolder && tree.entries.contains { $0.path == "MLmodel" }) else {
            throw AtelierError(
                .invalidArgument, "\(source.neutralised) is not an MLflow model: it has no file MLmodel",
                hint: "give the folder that 'log_model' or 'save_model' made, or use type custom_model")
        }
        let folder = "\(models)/\(prefix)\(UUID().uuidString)"
        do {
            return try copy(tree, named: source.splitAtLastComponent.name, isFolder: isFolder, into: folder)
        } catch {
            try FileCopy.remove(folder)
            throw error
        }
    }

    private static func copy(
        _ tree: FileTree, named baseName: String, isFolder: Bool, into folder: String
    ) throws -> ModelStaging {
        let root = isFolder ? "\(folder)/\(baseName)" : folder
        let folders = Set(tree.entries.map { "\(root)/\($0.path)".splitAtLastComponent.folder })
        for inner in folders { try FileCopy.makeFolder(inner) }
        let entries = try BlockingWork.map(count: tree.entries.count) { index in
            let entry = tree.entries[index]
            let target = "\(root)/\(entry.path)"
            if let link = entry.linkTarget {
                try FileCopy.link(target, to: link)
            } else {
                let mode: mode_t = entry.stamp.isExecutable ? 0o500 : 0o400
                try FileCopy.copy("\(tree.root)/\(entry.path)", to: target, mode: mode, durably: true)
            }
            return SnapshotManifest.Entry(
                path: entry.path, isExecutable: entry.stamp.isExecutable, size: entry.stamp.size,
                content: entry.linkTarget == nil ? try FileContent.hash(of: target) : nil,
                linkTarget: entry.linkTarget)
        }
        for inner in folders { try FileCopy.syncFolder(inner) }
        // One file is known by its own SHA-256, as sha256sum prints it.
        let hash = (isFolder ? nil : entries.first?.content) ?? SnapshotManifest(entries: entries).hash
        return ModelStaging(folder: folder, baseName: baseName, hash: hash, size: tree.size)
    }

    /// Takes the version's place. Files without a record there are what a crash or a restored database left: they are
    /// set aside, never deleted.
    func move(to place: String) throws {
        let parent = place.splitAtLastComponent.folder
        try FileCopy.makeFolder(parent)
        if try FileStamp.of(place) != nil {
            try FileCopy.move(place, to: "\(parent)/.unrecorded-\(UUID().uuidString)")
        }
        try FileCopy.move(folder, to: place)
    }

    func discard() throws {
        try FileCopy.remove(folder)
    }
}
