package import Glibc

/// Small files that are whole or not there: written aside, brought to the disk, then renamed into place.
package enum DurableFile {
    /// Replaces `path` with `bytes`. When this returns, a power cut cannot take the new content back; when it throws,
    /// the old content stands.
    package static func write(_ bytes: [UInt8], to path: String, mode: mode_t = 0o600) throws(PosixError) {
        let aside = "\(path).\(getpid()).\(UInt32.random(in: 0 ... .max)).new"
        do {
            let file = try FileDescriptor.open(aside, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW, mode: mode)
            try file.write(bytes, path: aside)
            try file.synchronise(path: aside)
            try PosixError.checked("rename to", path) { rename(aside, path) }
        } catch {
            unlink(aside)
            throw error
        }
        try synchroniseFolder(of: path)
    }

    package static func write(_ text: String, to path: String, mode: mode_t = 0o600) throws(PosixError) {
        try write(Array(text.utf8), to: path, mode: mode)
    }

    /// The whole of a file.
    ///
    /// - Parameter limit: a longer file is refused (`EFBIG`) rather than read into memory.
    package static func read(_ path: String, limit: Int = 64 << 20) throws(PosixError) -> [UInt8] {
        // Not blocking: a pipe somebody put there would wait for its other end, and now is refused.
        let file = try FileDescriptor.open(path, O_RDONLY | O_NONBLOCK)
        var bytes: [UInt8] = []
        while true {
            let more = try file.read(at: Int64(bytes.count), count: 65_536, path: path)
            if more.isEmpty { return bytes }
            bytes += more
            if bytes.count > limit { throw PosixError(EFBIG, "read", path) }
        }
    }

    /// Makes a rename, creation or removal in a folder outlive a power cut.
    package static func synchroniseFolder(of path: String) throws(PosixError) {
        let folder = parent(of: path)
        try FileDescriptor.open(folder, O_RDONLY | O_DIRECTORY).synchronise(path: folder)
    }

    /// Creates a folder and those above it.
    package static func createFolder(_ path: String, mode: mode_t = 0o700) throws(PosixError) {
        if mkdir(path, mode) == 0 { return }
        switch errno {
        case EEXIST:
            var status = stat()
            try PosixError.checked("stat", path) { stat(path, &status) }
            guard status.st_mode & S_IFMT == S_IFDIR else { throw PosixError(ENOTDIR, "create folder", path) }
        case ENOENT where parent(of: path) != path:
            try createFolder(parent(of: path), mode: mode)
            if mkdir(path, mode) != 0, errno != EEXIST { throw PosixError(errno, "create folder", path) }
        case let code:
            throw PosixError(code, "create folder", path)
        }
    }

    static func parent(of path: String) -> String {
        guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) else { return "." }
        return slash == path.startIndex ? "/" : String(path[..<slash])
    }

    static func name(of path: String) -> String {
        guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) else { return path }
        return String(path[path.utf8.index(after: slash)...])
    }
}
