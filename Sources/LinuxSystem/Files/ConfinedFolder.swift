import CLinux
package import Glibc

/// A folder that paths from outside may not leave: not by `..`, not by an absolute path, not by a symbolic link, and not
/// by one that is put there between a check and its use, since the kernel resolves and checks in one step.
package final class ConfinedFolder: Sendable {
    package let path: String
    private let folder: FileDescriptor

    package init(_ path: String) throws(PosixError) {
        self.path = path
        folder = try FileDescriptor.open(path, LINUX_OPEN_PATH | O_DIRECTORY)
    }

    /// Opens a path below the folder. Symbolic links are followed as long as they stay inside; on kernels before 5.6
    /// none is.
    ///
    /// - Throws: `EXDEV` when the path leads outside, with the path as subject.
    package func open(
        _ relative: String, _ flags: Int32 = O_RDONLY, mode: mode_t = 0o600
    ) throws(PosixError) -> FileDescriptor {
        guard !relative.isEmpty, !relative.utf8.contains(0) else { throw PosixError(EINVAL, "open", relative) }
        let result = linux_open_beneath(folder.raw, relative, flags, mode)
        if result == -ENOSYS || result == -EPERM && !Self.kernelCanConfine {
            return try openStepwise(relative, flags, mode: mode)
        }
        return FileDescriptor(owning: try PosixError.shim(result, "open", relative))
    }

    /// Makes the folders of a path below this one, those that are missing.
    package func createFolders(_ relative: String) throws(PosixError) {
        var sofar = ""
        for name in relative.split(separator: "/") where name != "." {
            let parent = sofar.isEmpty ? try folder.duplicate() : try open(sofar, LINUX_OPEN_PATH | O_DIRECTORY)
            guard name != ".." else { throw PosixError(EXDEV, "create folder", relative) }
            let raw = parent.raw
            if mkdirat(raw, String(name), 0o700) != 0, errno != EEXIST {
                throw PosixError(errno, "create folder", relative)
            }
            sofar += sofar.isEmpty ? name : "/\(name)"
        }
        if !sofar.isEmpty { _ = try open(sofar, LINUX_OPEN_PATH | O_DIRECTORY) }
    }

    /// The real path of an existing file below the folder: what to hand to others that open by name. Good as long as
    /// nobody changes the folder meanwhile; prefer `open`.
    package func resolve(_ relative: String) throws(PosixError) -> String {
        let file = try open(relative, LINUX_OPEN_PATH)
        return try FileCopy.link("/proc/self/fd/\(file.raw)")
    }

    /// Whether the path could be inside, by its text alone: relative, without `..` or a NUL.
    package static func isPlausible(_ relative: String) -> Bool {
        !relative.isEmpty && relative.utf8.first != UInt8(ascii: "/") && !relative.utf8.contains(0)
            && !relative.split(separator: "/").contains("..")
    }

    /// A container's filter may refuse the call with `EPERM` as an old kernel does with `ENOSYS`.
    private static let kernelCanConfine = linux_open_beneath(AT_FDCWD, ".", LINUX_OPEN_PATH, 0) >= 0

    private func openStepwise(_ relative: String, _ flags: Int32, mode: mode_t) throws(PosixError) -> FileDescriptor {
        guard Self.isPlausible(relative) else { throw PosixError(EXDEV, "open", relative) }
        let names = relative.split(separator: "/").filter { $0 != "." }.map(String.init)
        var current = try folder.duplicate()
        for (index, name) in names.enumerated() {
            let isLast = index == names.count - 1
            let raw = current.raw
            let step = isLast ? flags : LINUX_OPEN_PATH | O_DIRECTORY
            current = FileDescriptor(
                owning: try PosixError.checked("open", relative) {
                    openat(raw, name, step | O_NOFOLLOW | O_CLOEXEC, mode)
                })
        }
        return current
    }
}
