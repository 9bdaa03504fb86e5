import Glibc

/// Puts files and folders over what is at another place: folders are merged, everything else replaces what is there.
/// Names may be any bytes; links stay the links they are, and pipes, sockets and devices are left out.
package struct FolderMerge {
    /// Whether the source is gone afterwards.
    private let isMoving: Bool
    /// The place where it begins, which may lie in the source: it is not copied into itself.
    private var begun: [UInt64]?
    /// What was neither file, folder nor link.
    package private(set) var leftOut: [String] = []

    package init(moving isMoving: Bool) {
        self.isMoving = isMoving
    }

    /// Throws with the path that refused. A target's folder must be there; nothing at `source` is fine, and what is put
    /// over itself stays.
    package mutating func put(_ source: RawPath, over target: RawPath) throws(PosixError) {
        guard let status = try source.status() else { return }
        let kind = status.st_mode & S_IFMT
        let there = try target.status(followingLinks: kind == S_IFDIR)
        if let there, Self.place(there) == Self.place(status) { return }
        switch kind {
        case S_IFDIR:
            try putFolder(source, status, over: target, isFolder: there.map { $0.st_mode & S_IFMT == S_IFDIR } ?? false)
        case S_IFREG, S_IFLNK:
            try FileRemoval.remove(target)
            if try move(source, to: target) { return }
            if kind == S_IFLNK {
                try copyLink(source, to: target)
            } else {
                try copyFile(source, status, to: target)
            }
            if isMoving { try FileRemoval.remove(source) }
        default:
            leftOut.append(source.shown)
        }
    }

    private mutating func putFolder(
        _ source: RawPath, _ status: stat, over target: RawPath, isFolder: Bool
    ) throws(PosixError) {
        guard begun != Self.place(status) else { return }
        if !isFolder {
            try FileRemoval.remove(target)
            if try move(source, to: target) { return }
            try PosixError.checked("create", target.shown) { mkdir(target.bytes, isMoving ? 0o700 : 0o777) }
        }
        if begun == nil { begun = try target.status(followingLinks: true).map(Self.place) }
        for name in try source.names() { try put(source.appending(name), over: target.appending(name)) }
        if isMoving { try FileRemoval.remove(source) }
    }

    /// What tells one file from every other.
    private static func place(_ status: stat) -> [UInt64] { [UInt64(status.st_dev), UInt64(status.st_ino)] }

    /// By one rename, where that is what is wanted and both lie on one disk.
    private func move(_ source: RawPath, to target: RawPath) throws(PosixError) -> Bool {
        guard isMoving else { return false }
        if rename(source.bytes, target.bytes) == 0 { return true }
        guard errno == EXDEV else { throw PosixError(errno, "move", source.shown) }
        return false
    }

    private func copyFile(_ source: RawPath, _ status: stat, to target: RawPath) throws(PosixError) {
        let input = FileDescriptor(
            owning: try PosixError.checked("read", source.shown) {
                open(source.bytes, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOFOLLOW)
            })
        let output = FileDescriptor(
            owning: try PosixError.checked("write", target.shown) {
                open(target.bytes, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, status.st_mode & 0o777)
            })
        do throws(PosixError) {
            try ContentCopy.copy(from: input, to: output)
        } catch {
            throw PosixError(error.code, error.operation, error.operation == "read" ? source.shown : target.shown)
        }
    }

    private func copyLink(_ source: RawPath, to target: RawPath) throws(PosixError) {
        var buffer = [CChar](repeating: 0, count: Int(PATH_MAX) + 1)
        try PosixError.checked("read", source.shown) { readlink(source.bytes, &buffer, Int(PATH_MAX)) }
        try PosixError.checked("create", target.shown) { symlink(buffer, target.bytes) }
    }
}
