package import Domain
import FoundationEssentials
import Glibc
import LinuxSystem

/// The files of runs and models. Paths arrive checked; here symbolic links are kept from leading out of the root too.
/// Uploads are streamed to a temporary file and appear at their place whole, or not at all.
package struct ArtifactFiles: Sendable {
    private let uploads: String

    /// Makes the folder for uploads and clears what an earlier engine left half done.
    package init(home: HomeLayout) throws {
        uploads = home.uploads
        try FileCopy.remove(uploads)
        try FileCopy.makeFolder(uploads)
    }

    package struct Entry: Sendable, Equatable {
        package let name: String
        package let isFolder: Bool
        package let size: Int64
    }

    /// What a folder holds, by name; empty when there is no such folder.
    package func list(_ place: ArtifactPlace) async throws -> [Entry] {
        try await BlockingWork.run {
            guard let folder = try Self.confined(place.file, to: place.root) else { return [] }
            var status = stat()
            guard stat(folder, &status) == 0, status.st_mode & S_IFMT == S_IFDIR else { return [] }
            return try FileManager.default.contentsOfDirectory(atPath: folder).sorted().compactMap { name in
                var status = stat()
                guard stat("\(folder)/\(name)", &status) == 0 else { return nil }
                let isFolder = status.st_mode & S_IFMT == S_IFDIR
                return Entry(name: name, isFolder: isFolder, size: isFolder ? 0 : Int64(status.st_size))
            }
        }
    }

    /// Opens a file for reading. Throws `notFound` when there is no such file.
    package func open(_ place: ArtifactPlace) async throws -> ArtifactReading {
        try await BlockingWork.run {
            let missing = AtelierError(.notFound, "No such artifact: '\(place.path.text.neutralised)'")
            guard let path = try Self.confined(place.file, to: place.root) else { throw missing }
            let descriptor = Glibc.open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK)
            guard descriptor >= 0 else { throw missing }
            var status = stat()
            guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
                close(descriptor)
                throw missing
            }
            return ArtifactReading(descriptor: descriptor, size: Int64(status.st_size))
        }
    }

    package func upload() async throws -> ArtifactUpload {
        let path = "\(uploads)/\(UUID().uuidString)"
        return try await BlockingWork.run {
            let descriptor = Glibc.open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
            guard descriptor >= 0 else { throw Self.failure("cannot take an upload", errno) }
            return ArtifactUpload(descriptor: descriptor, path: path)
        }
    }

    /// Puts a whole upload at its place, over what was there.
    package func finish(_ upload: ArtifactUpload, at place: ArtifactPlace) async throws {
        guard let name = place.path.last else {
            throw AtelierError(.invalidArgument, "Invalid path: an artifact needs a name")
        }
        try await BlockingWork.run {
            try upload.flush()
            let parent = place.folder
            try FileCopy.makeFolder(place.root)
            try Self.requireConfined(parent, to: place.root)
            try FileCopy.makeFolder(parent)
            guard let folder = try Self.confined(parent, to: place.root) else {
                throw AtelierError(.notFound, "No such artifact: '\(place.path.text.neutralised)'")
            }
            guard rename(upload.path, "\(folder)/\(name)") == 0 else {
                throw Self.failure("cannot store the artifact '\(place.path.text.neutralised)'", errno)
            }
        }
    }

    /// Deletes a file or a folder with all it holds. Throws `notFound` when there is none.
    package func delete(_ place: ArtifactPlace) async throws {
        try await BlockingWork.run {
            guard let path = try Self.confined(place.file, to: place.root) else {
                throw AtelierError(.notFound, "No such artifact: '\(place.path.text.neutralised)'")
            }
            try FileCopy.remove(path)
        }
    }

    /// The real path of a file when it lies in the root; nil when there is no such file. Throws when it lies outside.
    private static func confined(_ path: String, to root: String) throws -> String? {
        guard let real = ConfinedPath.real(path), let realRoot = ConfinedPath.real(root) else { return nil }
        guard real.isPath(in: realRoot) else {
            throw AtelierError(.invalidArgument, "Invalid path: it leads out of the artifacts")
        }
        return real
    }

    /// Checks the deepest folder of a path that exists.
    private static func requireConfined(_ path: String, to root: String) throws {
        var path = path
        while path.utf8.count > root.utf8.count {
            var status = stat()
            if lstat(path, &status) == 0 {
                _ = try confined(path, to: root)
                return
            }
            path = path.splitAtLastComponent.folder
        }
    }

    static func failure(_ what: String, _ code: Int32) -> AtelierError {
        switch code {
        case ENOSPC, EDQUOT:
            AtelierError(.unavailable, "\(what): the disk is full", hint: "free some space and try again")
        case EISDIR, ENOTEMPTY, ENOTDIR, ENAMETOOLONG:
            AtelierError(.invalidArgument, "\(what): \(String(cString: strerror(code)))")
        default: AtelierError(.unavailable, "\(what): \(String(cString: strerror(code)))", hint: "check the disk")
        }
    }
}
