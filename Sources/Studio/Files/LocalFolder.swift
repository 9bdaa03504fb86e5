import Domain
import FoundationEssentials
import Glibc
import LinuxSystem

/// What lies in a folder of this box. Read on a thread that may wait: a folder of a network takes its time.
enum LocalFolder {
    /// Folders first, then by name. Throws a sentence that names the folder.
    static func entries(of path: String) async throws -> [FileEntry] {
        try await BlockingWork.run { try read(path) }
    }

    static func path(of name: String, in folder: String) -> String {
        folder.hasSuffix("/") ? folder + name : "\(folder)/\(name)"
    }

    private static func read(_ folder: String) throws -> [FileEntry] {
        let names: [String]
        do {
            names = try FileManager.default.contentsOfDirectory(atPath: folder)
        } catch {
            throw AtelierError(
                .notFound, "cannot look into \(folder.neutralised)", hint: "is it a folder, and yours to read?",
                cause: error)
        }
        return names.compactMap { entry(named: $0, in: folder) }.foldersFirst
    }

    /// Nil for what went meanwhile, and for links that lead nowhere.
    private static func entry(named name: String, in folder: String) -> FileEntry? {
        var status = Glibc.stat()
        guard stat(path(of: name, in: folder), &status) == 0 else { return nil }
        let isFolder = status.st_mode & S_IFMT == S_IFDIR
        let seconds = Double(status.st_mtim.tv_sec) + Double(status.st_mtim.tv_nsec) / 1e9
        return FileEntry(
            name: name, isFolder: isFolder, size: ByteCount(isFolder ? 0 : Int64(status.st_size)),
            modifiedAt: Date(timeIntervalSince1970: seconds))
    }
}

extension [FileEntry] {
    var foldersFirst: [FileEntry] {
        sorted { ($0.isFolder ? 0 : 1, $0.name.lowercased(), $0.name) < ($1.isFolder ? 0 : 1, $1.name.lowercased(), $1.name) }
    }
}
