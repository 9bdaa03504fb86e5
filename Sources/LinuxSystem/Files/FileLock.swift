package import Glibc

/// An exclusive lock on a file, held as long as this value lives. The kernel frees it when the process dies, however it
/// dies. The holder's pid is written into the file for people to read.
package final class FileLock: Sendable {
    package let path: String
    private let file: FileDescriptor

    private init(path: String, file: consuming FileDescriptor) {
        self.path = path
        self.file = file
    }

    /// Takes the lock, or answers nil when somebody else holds it.
    ///
    /// - Parameter writesHolder: replace the file's content with this process's pid.
    package static func acquire(_ path: String, writesHolder: Bool = true) throws(PosixError) -> FileLock? {
        let file = try FileDescriptor.open(path, O_RDWR | O_CREAT, mode: 0o600)
        let raw = file.raw
        do {
            try PosixError.checked("lock", path) { flock(raw, LOCK_EX | LOCK_NB) }
        } catch {
            if error.code == EWOULDBLOCK { return nil }
            throw error
        }
        let lock = FileLock(path: path, file: file)
        if writesHolder { try lock.replaceContent("\(getpid())\n") }
        return lock
    }

    /// The pid of the process that holds the lock; nil when it is free, 0 when it is held by a process that left no pid.
    package static func holder(of path: String) throws(PosixError) -> pid_t? {
        let file: FileDescriptor
        do {
            file = try FileDescriptor.open(path)
        } catch {
            if error.code == ENOENT { return nil }
            throw error
        }
        let raw = file.raw
        if flock(raw, LOCK_SH | LOCK_NB) == 0 { return nil }
        guard errno == EWOULDBLOCK else { throw PosixError(errno, "lock", path) }
        let text = String(decoding: try file.read(at: 0, count: 32, path: path), as: UTF8.self)
        return pid_t(text.prefix { $0.isNumber }) ?? 0
    }

    /// What the locked file contains.
    package func content() throws(PosixError) -> [UInt8] {
        var bytes: [UInt8] = []
        while true {
            let more = try file.read(at: Int64(bytes.count), count: 65_536, path: path)
            if more.isEmpty { return bytes }
            bytes += more
        }
    }

    /// Adds to the locked file and brings it to the disk.
    package func append(_ text: String) throws(PosixError) {
        let raw = file.raw
        try PosixError.checked("seek", path) { lseek(raw, 0, SEEK_END) }
        try file.write(Array(text.utf8), path: path)
        try file.synchronise(path: path)
    }

    private func replaceContent(_ text: String) throws(PosixError) {
        let raw = file.raw
        try PosixError.checked("write", path) { ftruncate(raw, 0) }
        try file.write(Array(text.utf8), path: path)
    }
}
