import Crypto
package import Domain
import FoundationEssentials
import Glibc

/// The tokens of the tracking API. Each is derived from one key file (mode 0600), so none is stored, a job's token
/// outlives the engine that gave it, and a new key file makes all old tokens void.
package struct RunTokens: Sendable {
    private let key: SymmetricKey

    /// Reads the key, or makes it at the first start.
    package init(keyFile: String) throws {
        key = try Self.load(keyFile)
    }

    /// The token a job gets in `MLFLOW_TRACKING_TOKEN`.
    package func issue(for job: JobName) -> String {
        "atj-\(mac(of: "job \(job)"))-\(job)"
    }

    /// The token of the box's owner, as `atelier env` prints it.
    package func userToken() -> String {
        "atu-\(mac(of: "user"))"
    }

    /// Who a token speaks for; nil when it is not one of ours. Takes the same time for every wrong token.
    package func verify(_ token: String) -> Principal? {
        let claim: Principal
        if token.hasPrefix("atj-"), token.utf8.count > 69 {
            claim = .job(JobName(String(token.dropFirst(69))))
        } else {
            claim = .user
        }
        let expected = claim.job.map { issue(for: $0) } ?? userToken()
        return Self.areEqual(token, expected) ? claim : nil
    }

    private func mac(of text: String) -> String {
        HMAC<SHA256>.authenticationCode(for: Data(text.utf8), using: key).hexadecimal
    }

    private static func areEqual(_ left: String, _ right: String) -> Bool {
        let left = Array(left.utf8), right = Array(right.utf8)
        guard left.count == right.count else { return false }
        return zip(left, right).reduce(UInt8(0)) { $0 | ($1.0 ^ $1.1) } == 0
    }

    private static func load(_ path: String) throws -> SymmetricKey {
        if let data = FileManager.default.contents(atPath: path) {
            guard data.count == 32 else {
                throw AtelierError(
                    .internal, "the tracking key \(path) is damaged",
                    hint: "delete it and start the engine again: all tracking tokens change")
            }
            return SymmetricKey(data: data)
        }
        let key = SymmetricKey(size: .bits256)
        let folder = String(path.prefix(upTo: path.lastIndex(of: "/") ?? path.startIndex))
        try FileManager.default.createDirectory(
            atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else {
            throw AtelierError(
                .unavailable, "cannot write the tracking key \(path)", hint: "check the permissions of its folder")
        }
        defer { close(descriptor) }
        let written = key.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
        guard written == 32, fsync(descriptor) == 0 else {
            unlink(path)
            throw AtelierError(.unavailable, "cannot write the tracking key \(path)", hint: "is the disk full?")
        }
        return key
    }
}

extension Sequence<UInt8> {
    var hexadecimal: String {
        let digits = Array("0123456789abcdef".utf8)
        var text: [UInt8] = []
        for byte in self { text += [digits[Int(byte >> 4)], digits[Int(byte & 15)]] }
        return String(decoding: text, as: UTF8.self)
    }
}
