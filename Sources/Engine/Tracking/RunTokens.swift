import Crypto
package import Domain
import FoundationEssentials

/// The tokens of the tracking API. Each is derived from one key file (mode 0600), so none is stored, a job's token
/// outlives the engine that gave it, and a new key file makes all old tokens void.
package struct RunTokens: Sendable {
    private let key: SymmetricKey

    /// Reads the key, or makes it at the first start. Throws `unavailable` naming the file when it cannot be used.
    package init(home: HomeLayout) throws {
        let file = SecretKeyFile(folder: home.secrets, name: "tracking.key")
        key = try file.read() ?? file.create()
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
}

extension Sequence<UInt8> {
    var hexadecimal: String {
        let digits = Array("0123456789abcdef".utf8)
        var text: [UInt8] = []
        for byte in self { text += [digits[Int(byte >> 4)], digits[Int(byte & 15)]] }
        return String(decoding: text, as: UTF8.self)
    }
}
