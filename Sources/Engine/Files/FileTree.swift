import Domain
import Glibc
import LinuxSystem

/// The files and links of a folder, by path relative to it, in the order of their bytes. Folders appear only as parts
/// of paths: an empty one is not content.
struct FileTree: Sendable {
    struct Entry: Sendable {
        /// Relative, with `/`; of a single file its own name.
        let path: String
        let stamp: FileStamp
        /// Where a link points, relative to the folder the link is in; nil for files.
        let linkTarget: String?
    }

    let root: String
    private(set) var entries: [Entry] = []
    private(set) var warnings: [String] = []

    var size: ByteCount { ByteCount(entries.reduce(0) { $0 + $1.stamp.size }) }

    /// Walks `root`, a folder or a single file. Links that stay inside are kept as links; links that lead out are left
    /// out with a warning, as are sockets and devices. Throws `notFound` naming a missing root.
    init(of root: String, excluding isExcluded: (_ path: String, _ isFolder: Bool) -> Bool = { _, _ in false }) throws {
        guard let stamp = try FileStamp.of(root, followingLinks: true) else {
            throw AtelierError(.notFound, "there is no file or folder \(root.neutralised)", hint: "check the path")
        }
        switch stamp.kind {
        case .folder:
            self.root = root
            var folders = [""]
            while let folder = folders.popLast() {
                try visit(folder, excluding: isExcluded, into: &folders)
            }
            entries.sort { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
        case .file:
            let (folder, name) = root.splitAtLastComponent
            self.root = folder
            entries = [Entry(path: name, stamp: stamp, linkTarget: nil)]
        case .link, .other:
            throw AtelierError(.invalidArgument, "\(root.neutralised) is neither a file nor a folder")
        }
    }

    private mutating func visit(
        _ folder: String, excluding isExcluded: (String, Bool) -> Bool, into folders: inout [String]
    ) throws {
        for bytes in try Self.entries(of: folder.isEmpty ? root : "\(root)/\(folder)") {
            guard let name = bytes.text else {
                let shown = (folder.isEmpty ? "" : "\(folder)/") + bytes.shown
                warnings.append("\(shown.neutralised) has a name that is not UTF-8 and was left out; rename it")
                continue
            }
            let path = folder.isEmpty ? name : "\(folder)/\(name)"
            let absolute = "\(root)/\(path)"
            // A file that vanished between listing and looking is not there.
            guard let stamp = try FileStamp.of(absolute) else { continue }
            guard !isExcluded(path, stamp.kind == .folder) else { continue }
            switch stamp.kind {
            case .folder:
                folders.append(path)
            case .file:
                entries.append(Entry(path: path, stamp: stamp, linkTarget: nil))
            case .link:
                let target = try Self.target(of: absolute)
                if Self.stays(target, inFolder: folder) {
                    entries.append(Entry(path: path, stamp: stamp, linkTarget: target))
                } else {
                    warnings.append(
                        "\(path.neutralised) links to \(target.neutralised), outside the folder, and was left out; "
                            + "copy it in or declare it as an input")
                }
            case .other:
                warnings.append("\(path.neutralised) is not a file and was left out")
            }
        }
    }

    /// The names in a folder that are text, as those of the engine's own files are.
    static func names(in folder: String) throws -> [String] {
        try entries(of: folder).compactMap(\.text)
    }

    private static func entries(of folder: String) throws -> [FileName] {
        do {
            return try RawPath(folder).names()
        } catch {
            throw FileFailure.make("read", folder, error.code)
        }
    }

    static func target(of link: String) throws -> String {
        var buffer = [CChar](repeating: 0, count: Int(PATH_MAX))
        let length = readlink(link, &buffer, buffer.count)
        guard length >= 0 else { throw FileFailure.last("read the link", link) }
        return String(decoding: buffer.prefix(length).map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    /// Whether a link in `folder` (relative to the root, "" for the root itself) leads to a place below the root. A
    /// `..` after a name is refused: the name may itself be a link, and then the text says nothing about the place.
    static func stays(_ target: String, inFolder folder: String) -> Bool {
        guard !target.isAbsolutePath else { return false }
        var depth = folder.pathParts.count
        var sawName = false
        for part in target.pathParts where part != "." {
            if part == ".." {
                depth -= 1
                if sawName || depth < 0 { return false }
            } else {
                sawName = true
            }
        }
        return true
    }
}
