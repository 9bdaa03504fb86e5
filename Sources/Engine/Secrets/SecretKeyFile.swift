import Crypto
import Domain
import FoundationEssentials
import Glibc

/// A file that holds a key (the secret box's, unless named otherwise): 32 bytes, mode 0600, in a folder of mode 0700.
struct SecretKeyFile {
    let folder: String
    var name = "secret.key"
    var path: String { "\(folder)/\(name)" }

    private static let size = 32

    /// Nil when there is none. Throws when it is not a key, or others may read it.
    func read() throws -> SymmetricKey? {
        let descriptor = Glibc.open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW)
        guard descriptor >= 0 else {
            if errno == ENOENT { return nil }
            throw unusable("cannot be read: \(errorText(errno))", hint: "check its permissions")
        }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw unusable("cannot be read", hint: "check its permissions") }
        guard status.st_mode & 0o077 == 0 else {
            throw unusable("may be read by others", hint: "run 'chmod 600 \(path)'")
        }
        var bytes = [UInt8](repeating: 0, count: Self.size + 1)
        guard Glibc.read(descriptor, &bytes, bytes.count) == Self.size else {
            throw unusable("is damaged", hint: "put it back from a backup")
        }
        return SymmetricKey(data: bytes.prefix(Self.size))
    }

    /// Makes a key and writes it durably. The file appears whole or not at all, and never over another.
    func create() throws -> SymmetricKey {
        guard mkdir(folder, 0o700) == 0 || errno == EEXIST, chmod(folder, 0o700) == 0 else {
            throw unusable("cannot be made: \(errorText(errno))", hint: "check the permissions of ATELIER_HOME")
        }
        let key = SymmetricKey(size: .bits256)
        let draft = "\(path).\(getpid())"
        unlink(draft)
        defer { unlink(draft) }
        let descriptor = Glibc.open(draft, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        let written = descriptor >= 0 && key.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) } == Self.size
            && fsync(descriptor) == 0
        let failure = errno
        if descriptor >= 0 { close(descriptor) }
        guard written else {
            throw unusable("cannot be written: \(errorText(failure))", hint: "check the disk and ATELIER_HOME")
        }
        guard link(draft, path) == 0 else {
            throw unusable("cannot be made: \(errorText(errno))", hint: "check the permissions of ATELIER_HOME")
        }
        let directory = Glibc.open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        defer { close(directory) }
        guard directory >= 0, fsync(directory) == 0 else {
            throw unusable("cannot be written: \(errorText(errno))", hint: "check the disk")
        }
        return key
    }

    private func unusable(_ what: String, hint: String) -> AtelierError {
        AtelierError(.unavailable, "the key file \(path) \(what)", hint: hint, subject: path)
    }

    private func errorText(_ code: Int32) -> String {
        String(cString: strerror(code))
    }
}
