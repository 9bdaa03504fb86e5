import CLinux
import Glibc

/// Copies of files and folders that share their blocks with the original where the file system can. They block: call them
/// through `BlockingWork`.
package enum FileCopy {
    package struct Summary: Sendable, Hashable {
        package internal(set) var files = 0
        package internal(set) var bytes: Int64 = 0
        /// Sockets, pipes and devices, which have no content to copy; paths relative to the source.
        package internal(set) var skipped: [String] = []
    }

    /// Copies a file's content and permissions. The target must not exist.
    ///
    /// - Returns: the number of bytes.
    @discardableResult
    package static func file(_ source: String, to target: String) throws(PosixError) -> Int64 {
        let from = try FileDescriptor.open(source)
        var status = stat()
        let raw = from.raw
        try PosixError.checked("stat", source) { fstat(raw, &status) }
        let into = try FileDescriptor.open(
            target, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW, mode: status.st_mode & 0o777 | 0o200)
        do throws(PosixError) {
            let copied = try content(of: from, to: into, source: source, target: target)
            let written = into.raw
            try PosixError.checked("set permissions of", target) { fchmod(written, status.st_mode & 0o777) }
            return copied
        } catch {
            unlink(target)
            throw error
        }
    }

    /// Copies a folder with all that is in it. Symbolic links stay symbolic links, with the same text in them.
    ///
    /// - Parameters:
    ///   - target: made when it is not there; what is in it already must not be in the source.
    ///   - wanted: asked for each path relative to the source (`src/train.py`), and whether it is a folder; a folder
    ///     that is not wanted is not looked into.
    @discardableResult
    package static func tree(
        _ source: String, to target: String, wanted: (_ path: String, _ isFolder: Bool) -> Bool = { _, _ in true }
    ) throws(PosixError) -> Summary {
        var summary = Summary()
        var folders = [""]
        try DurableFile.createFolder(target)
        while let folder = folders.popLast() {
            for name in try FolderListing.names(in: join(source, folder)) {
                let path = folder.isEmpty ? name : "\(folder)/\(name)"
                let from = join(source, path)
                let into = join(target, path)
                var status = stat()
                try PosixError.checked("stat", from) { lstat(from, &status) }
                let kind = status.st_mode & S_IFMT
                guard wanted(path, kind == S_IFDIR) else { continue }
                switch kind {
                case S_IFDIR:
                    if mkdir(into, status.st_mode & 0o777 | 0o700) != 0, errno != EEXIST {
                        throw PosixError(errno, "create folder", into)
                    }
                    folders.append(path)
                case S_IFREG:
                    summary.bytes += try file(from, to: into)
                    summary.files += 1
                case S_IFLNK:
                    let text = try link(from)
                    try PosixError.checked("create link", into) { symlink(text, into) }
                    summary.files += 1
                default: summary.skipped.append(path)
                }
            }
        }
        return summary
    }

    /// What a symbolic link says.
    package static func link(_ path: String) throws(PosixError) -> String {
        var buffer = [CChar](repeating: 0, count: 4097)
        try PosixError.checked("read link", path) { readlink(path, &buffer, 4096) }
        return String(decoding: buffer.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    private static func content(
        of from: borrowing FileDescriptor, to into: borrowing FileDescriptor, source: String, target: String
    ) throws(PosixError) -> Int64 {
        if linux_clone_file(into.raw, from.raw) == 0 { return try from.size(path: source) }
        var copied: Int64 = 0
        while true {
            let count = linux_copy_range(from.raw, into.raw, 1 << 30)
            if count == 0 { return copied }
            if count < 0 {
                let error = PosixError(Int32(-count), "copy to", target)
                if error.code == EINTR { continue }
                if error.isOutOfSpace || copied > 0 { throw error }
                break
            }
            copied += count
        }
        // Across file systems that cannot do it in the kernel.
        while true {
            let bytes = try from.read(at: copied, count: 1 << 18, path: source)
            if bytes.isEmpty { return copied }
            try into.write(bytes, path: target)
            copied += Int64(bytes.count)
        }
    }

    private static func join(_ root: String, _ path: String) -> String {
        path.isEmpty ? root : "\(root)/\(path)"
    }
}
