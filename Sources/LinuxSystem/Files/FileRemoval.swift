import Glibc

/// Removes a file, or a folder with everything in it, whatever the names and however deep. It walks by descriptors, one
/// at a time, so that no path grows too long; links are removed, never followed. What its owner may not write to
/// (`chmod -w`) is opened for it first.
package enum FileRemoval {
    /// Nothing there is fine.
    package static func remove(_ path: String) throws(PosixError) {
        try remove(RawPath(path))
    }

    package static func remove(_ path: RawPath) throws(PosixError) {
        if Glibc.unlink(path.bytes) == 0 || errno == ENOENT || errno == ENOTDIR { return }
        guard errno == EISDIR else { throw PosixError(errno, "remove", path.shown) }
        if rmdir(path.bytes) == 0 { return }
        do throws(PosixError) {
            try empty(path)
            try PosixError.checked("remove") { rmdir(path.bytes) }
        } catch {
            throw PosixError(error.code, "remove", path.shown)
        }
    }

    private struct Level {
        /// What was gone into from here.
        let name: FileName
        let place: Place
    }

    private struct Place: Equatable {
        let device: UInt64
        let file: UInt64

        init(_ folder: Int32) throws(PosixError) {
            var status = stat()
            try PosixError.checked("read") { fstat(folder, &status) }
            (device, file) = (UInt64(status.st_dev), UInt64(status.st_ino))
        }
    }

    private static func empty(_ path: RawPath) throws(PosixError) {
        var folder = try opened(AT_FDCWD, path.bytes)
        var above: [Level] = []
        while true {
            if let name = try clear(folder.raw) {
                above.append(Level(name: name, place: try Place(folder.raw)))
                folder = try opened(folder.raw, name.bytes)
                continue
            }
            guard let level = above.popLast() else { return }
            folder = try opened(folder.raw, [CChar(bitPattern: UInt8(ascii: ".")), CChar(bitPattern: UInt8(ascii: ".")), 0])
            // Who moves a folder away while it is removed does not lead this anywhere else.
            guard try Place(folder.raw) == level.place else { throw PosixError(ESTALE, "remove") }
            let parent = folder.raw
            try PosixError.checked("remove") { unlinkat(parent, level.name.bytes, AT_REMOVEDIR) }
        }
    }

    /// Removes what can be removed at once, and returns a folder that cannot.
    private static func clear(_ folder: Int32) throws(PosixError) -> FileName? {
        while true {
            let names = try names(in: folder)
            if names.isEmpty { return nil }
            for name in names {
                if unlinkat(folder, name.bytes, 0) == 0 || errno == ENOENT { continue }
                if unlinkat(folder, name.bytes, AT_REMOVEDIR) == 0 || errno == ENOENT { continue }
                if errno == ENOTEMPTY || errno == EEXIST { return name }
                // Not a folder, or one that lets nobody in: again with the right to.
                guard fchmod(folder, 0o700) == 0 else { throw PosixError(EACCES, "remove") }
                if unlinkat(folder, name.bytes, 0) == 0 || errno == ENOENT { continue }
                if unlinkat(folder, name.bytes, AT_REMOVEDIR) == 0 || errno == ENOENT { continue }
                if errno == ENOTEMPTY || errno == EEXIST { return name }
                throw PosixError(errno, "remove")
            }
        }
    }

    private static func names(in folder: Int32) throws(PosixError) -> [FileName] {
        // A stream of its own, which closes the descriptor it is given.
        let own = try opened(folder, [CChar(bitPattern: UInt8(ascii: ".")), 0]).release()
        guard let stream = fdopendir(own) else {
            let code = errno
            close(own)
            throw PosixError(code, "read")
        }
        defer { closedir(stream) }
        return RawPath.names(in: stream)
    }

    private static func opened(_ folder: Int32, _ name: [CChar]) throws(PosixError) -> FileDescriptor {
        let flags = O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC
        let raw = openat(folder, name, flags)
        if raw >= 0 { return FileDescriptor(owning: raw) }
        guard errno == EACCES, fchmodat(folder, name, 0o700, 0) == 0 else { throw PosixError(errno, "open") }
        return FileDescriptor(owning: try PosixError.checked("open") { openat(folder, name, flags) })
    }
}
