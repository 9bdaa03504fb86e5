import Domain
import Glibc

/// What `lstat` says of a file: enough to tell whether it was touched since it was last read.
struct FileStamp: Hashable, Sendable {
    enum Kind: Hashable, Sendable {
        case file, folder, link, other
    }

    let kind: Kind
    let size: Int64
    let isExecutable: Bool
    let device: UInt64
    let inode: UInt64
    /// Nanoseconds since 1970.
    let modified: Int64
    let changed: Int64

    /// Nil when there is nothing at the path.
    static func of(_ path: String, followingLinks: Bool = false) throws -> FileStamp? {
        var status = stat()
        let result = followingLinks ? stat(path, &status) : lstat(path, &status)
        guard result == 0 else {
            if errno == ENOENT || errno == ENOTDIR { return nil }
            throw FileFailure.last("read", path)
        }
        return FileStamp(status)
    }

    init(_ status: stat) {
        kind =
            switch status.st_mode & S_IFMT {
            case S_IFREG: .file
            case S_IFDIR: .folder
            case S_IFLNK: .link
            default: .other
            }
        size = Int64(status.st_size)
        isExecutable = status.st_mode & S_IXUSR != 0
        device = UInt64(status.st_dev)
        inode = UInt64(status.st_ino)
        modified = Int64(status.st_mtim.tv_sec) * 1_000_000_000 + Int64(status.st_mtim.tv_nsec)
        changed = Int64(status.st_ctim.tv_sec) * 1_000_000_000 + Int64(status.st_ctim.tv_nsec)
    }
}
