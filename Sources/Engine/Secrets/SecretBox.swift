import Crypto
package import Domain
package import FoundationEssentials

/// Seals small secrets (the keys of endpoints, the credentials of datastores) for the database, with a key that lies in
/// a file of its own: who has a copy of the database alone has no secret. ChaCha20-Poly1305; the secret's owner is
/// authenticated with it, so that a sealed secret moved to another row does not open.
package struct SecretBox: Sendable {
    private let key: SymmetricKey
    private let keyFile: String

    /// Reads the key file of a home, or makes one where nothing was sealed yet. Throws `unavailable` when secrets are
    /// in the database and the key file is gone, and `internal` when the file is not a key: neither is replaced,
    /// since what was sealed with it would be lost for good.
    package static func open(in home: HomeLayout, holdsSecrets: Bool) throws -> SecretBox {
        let file = SecretKeyFile(folder: home.secrets)
        if let key = try file.read() { return SecretBox(key: key, keyFile: file.path) }
        guard !holdsSecrets else {
            throw AtelierError(
                .unavailable, "the key file \(file.path) is gone, so what was sealed with it cannot be opened",
                hint: "put it back from a backup, or delete the endpoints and datastores that have secrets and create "
                    + "them again")
        }
        return SecretBox(key: try file.create(), keyFile: file.path)
    }

    /// Throws nothing a person can cause.
    package func seal(_ secret: [UInt8], of owner: String) throws -> Data {
        try ChaChaPoly.seal(secret, using: key, authenticating: Array(owner.utf8)).combined
    }

    /// Throws `internal` when the secret was sealed with another key or for another owner.
    package func open(_ sealed: Data, of owner: String) throws -> [UInt8] {
        do {
            let box = try ChaChaPoly.SealedBox(combined: sealed)
            return Array(try ChaChaPoly.open(box, using: key, authenticating: Array(owner.utf8)))
        } catch {
            throw AtelierError(
                .internal, "the secrets of \(owner) were not sealed with \(keyFile)",
                hint: "put the right key file back from a backup, or delete the \(owner.prefix { $0 != " " }) "
                    + "and create it again",
                subject: owner)
        }
    }

    /// 256 bits from the system's generator, as 64 hexadecimal digits: no character that a shell or a URL minds.
    package static func randomKey() -> String {
        SymmetricKey(size: .bits256).withUnsafeBytes { bytes in
            bytes.map { byte in
                let digits = String(byte, radix: 16)
                return digits.count == 1 ? "0" + digits : digits
            }.joined()
        }
    }
}

extension SecretBox: CustomStringConvertible, CustomReflectable {
    package var description: String { "SecretBox(…)" }
    package var customMirror: Mirror { Mirror(self, children: []) }
}
