import Domain
import Glibc
import LinuxSystem

/// Copies and durable writes. A copy is never the same file as the original: writing to one leaves the other alone.
enum FileCopy {
    /// Copies one file; the target must not exist. With `durably` it is on disk when this returns.
    static func copy(_ source: String, to target: String, mode: mode_t, durably: Bool = false) throws {
        let input = FileDescriptor(owning: open(source, O_RDONLY | O_CLOEXEC | O_NONBLOCK))
        guard input.raw >= 0 else { throw FileFailure.last("read", source) }
        let output = FileDescriptor(owning: open(target, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode))
        guard output.raw >= 0 else { throw FileFailure.last("write", target) }
        do {
            try ContentCopy.copy(from: input, to: output)
        } catch {
            throw FileFailure.make(error.operation, error.operation == "read" ? source : target, error.code)
        }
        if durably, fsync(output.raw) != 0 { throw FileFailure.last("write", target) }
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

    /// Makes a file that somebody else wrote durable.
    static func syncFile(_ path: String) throws {
        let file = FileDescriptor(owning: open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK))
        guard file.raw >= 0 else { throw FileFailure.last("read", path) }
        guard fsync(file.raw) == 0 else { throw FileFailure.last("write", path) }
    }

    static func syncFolder(_ path: String) throws {
        let folder = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard folder >= 0 else { throw FileFailure.last("read", path) }
        defer { close(folder) }
        guard fsync(folder) == 0 else { throw FileFailure.last("write", path) }
    }

    /// Removes a file or a folder with everything in it; nothing there is fine. Links are removed, never followed.
    static func remove(_ path: String) throws {
        do {
            try FileRemoval.remove(path)
        } catch {
            throw FileFailure.make("remove", path, error.code)
        }
    }
}
