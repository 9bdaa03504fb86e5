import CLinux
package import Glibc

/// An open file that is closed exactly once: when its owner goes away.
package struct FileDescriptor: ~Copyable, Sendable {
    package let raw: Int32

    /// Takes over a descriptor that is already open.
    package init(owning raw: Int32) {
        self.raw = raw
    }

    deinit {
        close(raw)
    }

    /// Opens a file, close-on-exec.
    ///
    /// - Parameter mode: permissions of a file this creates, before the umask.
    package static func open(
        _ path: String, _ flags: Int32 = O_RDONLY, mode: mode_t = 0o600
    ) throws(PosixError) -> FileDescriptor {
        FileDescriptor(
            owning: try PosixError.checked("open", path) { Glibc.open(path, flags | O_CLOEXEC, mode) })
    }

    /// Gives the descriptor up without closing it.
    package consuming func release() -> Int32 {
        let raw = raw
        discard self
        return raw
    }

    /// A second descriptor of the same open file.
    package borrowing func duplicate() throws(PosixError) -> FileDescriptor {
        let raw = raw
        return FileDescriptor(
            owning: try PosixError.checked("duplicate a descriptor") { fcntl(raw, F_DUPFD_CLOEXEC, 3) })
    }

    /// Writes all of it, in as many calls as it takes.
    package borrowing func write(_ bytes: [UInt8], path: String = "") throws(PosixError) {
        let raw = raw
        var done = 0
        while done < bytes.count {
            let from = done
            done += try PosixError.checked("write", path) {
                bytes.withUnsafeBytes { Glibc.write(raw, $0.baseAddress.map { $0 + from }, bytes.count - from) }
            }
        }
    }

    /// Up to `count` bytes at `offset`; empty at the end of the file.
    package borrowing func read(
        at offset: Int64, count: Int, path: String = ""
    ) throws(PosixError) -> [UInt8] {
        let raw = raw
        var failure: PosixError?
        let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
            do throws(PosixError) {
                filled = try PosixError.checked("read", path) { pread(raw, buffer.baseAddress, count, off_t(offset)) }
            } catch {
                failure = error
            }
        }
        if let failure { throw failure }
        return bytes
    }

    /// Up to `count` bytes from where the descriptor stands; empty at the end, nil when there is nothing yet
    /// (non-blocking descriptors only).
    package borrowing func read(count: Int, path: String = "") throws(PosixError) -> [UInt8]? {
        let raw = raw
        var failure: PosixError?
        let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
            do throws(PosixError) {
                filled = try PosixError.checked("read", path) { Glibc.read(raw, buffer.baseAddress, count) }
            } catch {
                failure = error
            }
        }
        if let failure {
            if failure.code == EAGAIN { return nil }
            throw failure
        }
        return bytes
    }

    /// The size of the file in bytes.
    package borrowing func size(path: String = "") throws(PosixError) -> Int64 {
        let raw = raw
        var status = stat()
        try PosixError.checked("stat", path) { fstat(raw, &status) }
        return Int64(status.st_size)
    }

    /// Brings what was written to the disk.
    package borrowing func synchronise(path: String = "") throws(PosixError) {
        let raw = raw
        try PosixError.checked("fsync", path) { fsync(raw) }
    }
}

extension FileDescriptor {
    /// Opens a file for reading; nil when there is none.
    package static func opened(_ path: String) throws(PosixError) -> FileDescriptor? {
        do throws(PosixError) {
            return try open(path)
        } catch {
            if error.code == ENOENT { return nil }
            throw error
        }
    }
}

extension FileDescriptor {
    /// A file without a name that holds `bytes`, to be read from its beginning.
    package static func holding(_ bytes: [UInt8], name: String) throws(PosixError) -> FileDescriptor {
        FileDescriptor(
            owning: try PosixError.shim(
                bytes.withUnsafeBytes { linux_memory_file(name, $0.baseAddress, $0.count) }, "make a file in memory"))
    }
}
