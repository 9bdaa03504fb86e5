import Domain
import Glibc

/// Copies and durable writes. A copy shares its blocks with the original where the file system can (reflink), and is
/// never the same file: writing to one leaves the other alone.
enum FileCopy {
    private static let ficlone: UInt = 0x4004_9409

    /// Copies one file; the target must not exist. With `durably` it is on disk when this returns.
    static func copy(_ source: String, to target: String, mode: mode_t, durably: Bool = false) throws {
        let input = open(source, O_RDONLY | O_CLOEXEC)
        guard input >= 0 else { throw FileFailure.last("read", source) }
        defer { close(input) }
        let output = open(target, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode)
        guard output >= 0 else { throw FileFailure.last("write", target) }
        defer { close(output) }
        if ioctl(output, ficlone, input) != 0 {
            try pump(from: input, to: output, source: source, target: target)
        }
        if durably, fsync(output) != 0 { throw FileFailure.last("write", target) }
    }

    private static func pump(from input: Int32, to output: Int32, source: String, target: String) throws {
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 20, alignment: 4096)
        defer { buffer.deallocate() }
        while true {
            let count = read(input, buffer.baseAddress, buffer.count)
            if count == 0 { return }
            if count < 0 {
                if errno == EINTR { continue }
                throw FileFailure.last("read", source)
            }
            var written = 0
            while written < count {
                let step = write(output, buffer.baseAddress?.advanced(by: written), count - written)
                if step < 0 {
                    if errno == EINTR { continue }
                    throw FileFailure.last("write", target)
                }
                written += step
            }
        }
    }

    /// Creates a folder and its parents, mode 0700. An existing folder is fine.
    static func makeFolder(_ path: String) throws {
        if mkdir(path, 0o700) == 0 || errno == EEXIST { return }
        guard errno == ENOENT else { throw FileFailure.last("create", path) }
        try makeFolder(path.splitAtLastComponent.folder)
        guard mkdir(path, 0o700) == 0 || errno == EEXIST else { throw FileFailure.last("create", path) }
    }

    /// Makes a symbolic link at `path`.
    static func link(_ path: String, to target: String) throws {
        guard symlink(target, path) == 0 else { throw FileFailure.last("create", path) }
    }

    /// Renames within one file system and makes the new name durable.
    static func move(_ source: String, to target: String) throws {
        guard rename(source, target) == 0 else { throw FileFailure.last("create", target) }
        try syncFolder(target.splitAtLastComponent.folder)
    }

    static func syncFolder(_ path: String) throws {
        let folder = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard folder >= 0 else { throw FileFailure.last("read", path) }
        defer { close(folder) }
        guard fsync(folder) == 0 else { throw FileFailure.last("write", path) }
    }

    /// Removes a file or a folder with everything in it; nothing there is fine. Links are removed, never followed.
    static func remove(_ path: String) throws {
        guard let stamp = try FileStamp.of(path) else { return }
        if stamp.kind == .folder {
            for name in try FileTree.names(in: path) { try remove("\(path)/\(name)") }
            guard rmdir(path) == 0 || errno == ENOENT else { throw FileFailure.last("remove", path) }
        } else {
            guard unlink(path) == 0 || errno == ENOENT else { throw FileFailure.last("remove", path) }
        }
    }
}
