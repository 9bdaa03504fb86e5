import Glibc

/// A small file whose room on the disk is taken before it is needed, so that it can be written when the disk is full.
package struct ReservedFile: Sendable {
    package let path: String
    private var reserve: String { path + ".reserve" }

    package init(_ path: String, bytes: Int) throws(PosixError) {
        self.path = path
        let file = try FileDescriptor.open(reserve, O_RDWR | O_CREAT | O_NOFOLLOW, mode: 0o600)
        let code = posix_fallocate(file.raw, 0, off_t(bytes))
        guard code == 0 else {
            unlink(reserve)
            throw PosixError(code, "reserve room for", path)
        }
    }

    /// Puts the text in place of `path`, whole or not at all. May be tried again after it failed.
    ///
    /// - Parameter outlivesPowerCut: wait until the new name is on the disk too. The content is in any case.
    package func commit(_ text: String, outlivesPowerCut: Bool = true) throws(PosixError) {
        let bytes = Array(text.utf8)
        let file = try FileDescriptor.open(reserve, O_RDWR | O_NOFOLLOW)
        try file.write(bytes, path: reserve)
        let raw = file.raw
        try PosixError.checked("write", reserve) { ftruncate(raw, off_t(bytes.count)) }
        try file.synchronise(path: reserve)
        try PosixError.checked("rename to", path) { rename(reserve, path) }
        if outlivesPowerCut { try DurableFile.synchroniseFolder(of: path) }
    }
}
