package import Glibc

/// Folders that nobody but their owner may enter or change: where the control socket lies, and the home.
package enum PrivateFolder {
    /// Why others could put something of theirs into the folder, in words that follow its path; nil when they cannot.
    ///
    /// - Parameter followingLinks: judge what a link leads to; without it a link is a reason by itself.
    package static func exposure(
        of path: String, user: uid_t = geteuid(), followingLinks: Bool = false
    ) throws(PosixError) -> String? {
        var status = stat()
        try PosixError.checked("look at", path) { followingLinks ? stat(path, &status) : lstat(path, &status) }
        guard status.st_mode & S_IFMT == S_IFDIR else { return "is not a folder" }
        guard status.st_uid == user else { return "belongs to another user (uid \(status.st_uid))" }
        guard status.st_mode & 0o022 == 0 else {
            return "may be written by others (mode \(String(status.st_mode & 0o777, radix: 8)))"
        }
        return nil
    }

    /// Takes away what others may read or enter of a folder that is the user's own.
    package static func close(_ path: String) throws(PosixError) {
        try PosixError.checked("set permissions of", path) { chmod(path, 0o700) }
    }
}
