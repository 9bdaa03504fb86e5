import Domain
import FoundationEssentials

/// Copies files into a folder of the user's, over what is there.
enum FolderCopy {
    /// Copies a file or a folder to `folder/name`.
    static func copy(_ source: String, named name: String, into folder: String) throws {
        var isFolder = false
        _ = FileManager.default.fileExists(atPath: source, isDirectory: &isFolder)
        try copy(source, into: isFolder ? "\(folder)/\(name)" : folder)
    }

    /// Copies a file into `folder`, or what a folder contains. Throws a sentence that names the file.
    static func copy(_ source: String, into folder: String) throws {
        let files = FileManager.default
        var isFolder = false
        guard files.fileExists(atPath: source, isDirectory: &isFolder) else {
            throw AtelierError(.notFound, "there is nothing at \(source.neutralised)", hint: "was it deleted?")
        }
        do {
            try files.createDirectory(atPath: folder, withIntermediateDirectories: true)
            guard isFolder else {
                let name = source.split(separator: "/").last.map(String.init) ?? "file"
                return try replace("\(folder)/\(name)", with: source)
            }
            for name in try files.contentsOfDirectory(atPath: source).sorted() {
                let (from, to) = ("\(source)/\(name)", "\(folder)/\(name)")
                var isInnerFolder = false
                let isLink = (try? files.destinationOfSymbolicLink(atPath: from)) != nil
                if !isLink, files.fileExists(atPath: from, isDirectory: &isInnerFolder), isInnerFolder {
                    try copy(from, into: to)
                } else {
                    try replace(to, with: from)
                }
            }
        } catch let error as AtelierError {
            throw error
        } catch {
            throw AtelierError(
                .unavailable, "cannot copy \(source.neutralised) into \(folder.neutralised)",
                hint: "is there room, and is the folder yours?", cause: error)
        }
    }

    private static func replace(_ target: String, with source: String) throws {
        if FileManager.default.fileExists(atPath: target) { try FileManager.default.removeItem(atPath: target) }
        try FileManager.default.copyItem(atPath: source, toPath: target)
    }
}
