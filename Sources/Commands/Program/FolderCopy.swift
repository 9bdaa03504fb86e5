import Domain
import FoundationEssentials
import Glibc
import LinuxSystem

/// Copies files into a folder of the user's, over what is there, and says what no copy can hold.
struct FolderCopy {
    let session: Session

    /// Copies a file or a folder to `folder/name`.
    func copy(_ source: String, named name: String, into folder: String) throws {
        try copy(source, into: isFolder(source) ? "\(folder)/\(name)" : folder)
    }

    /// Copies a file into `folder`, or what a folder contains. Throws a sentence that names the file.
    func copy(_ source: String, into folder: String) throws {
        guard FileManager.default.fileExists(atPath: source) else {
            throw AtelierError(.notFound, "there is nothing at \(source.neutralised)", hint: "was it deleted?")
        }
        var merge = FolderMerge(moving: false)
        do {
            try DurableFile.createFolder(folder, mode: 0o777)
            let name = source.split(separator: "/").last.map(String.init) ?? "file"
            try merge.put(RawPath(source), over: RawPath(isFolder(source) ? folder : "\(folder)/\(name)"))
        } catch {
            throw failure(error, source, folder)
        }
        for path in merge.leftOut { session.say("\(path) is a pipe, a socket or a device and was left out") }
    }

    private func isFolder(_ path: String) -> Bool {
        var isFolder = false
        return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) && isFolder
    }

    private func failure(_ error: PosixError, _ source: String, _ folder: String) -> AtelierError {
        let hint =
            switch error.code {
            case ENAMETOOLONG: "its folders are nested too deeply for a path; copy it with 'cp -r' from where it lies"
            case ENOSPC, EDQUOT: "free some space and try again"
            default: "is the folder yours, and is there no file in its place?"
            }
        let reason = error.reason.prefix(1).lowercased() + error.reason.dropFirst()
        return AtelierError(
            .unavailable, "cannot copy \(source.neutralised) into \(folder.neutralised): \(reason)", hint: hint,
            cause: error)
    }
}
