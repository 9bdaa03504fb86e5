import Crypto

/// The SHA-256 of an endpoint key: all that the scoring server ever holds of one.
package struct KeyDigest: Sendable {
    private let words: (UInt64, UInt64, UInt64, UInt64)

    package init(of key: String) {
        var key = key
        self = key.withUTF8 { KeyDigest(hashing: UnsafeRawBufferPointer($0)) }
    }

    init(hashing bytes: UnsafeRawBufferPointer) {
        words = SHA256.hash(data: bytes).withUnsafeBytes {
            (
                $0.loadUnaligned(fromByteOffset: 0, as: UInt64.self),
                $0.loadUnaligned(fromByteOffset: 8, as: UInt64.self),
                $0.loadUnaligned(fromByteOffset: 16, as: UInt64.self),
                $0.loadUnaligned(fromByteOffset: 24, as: UInt64.self)
            )
        }
    }

    /// Takes the same time whichever bits differ.
    func matches(_ other: KeyDigest) -> Bool {
        let difference =
            (words.0 ^ other.words.0) | (words.1 ^ other.words.1) | (words.2 ^ other.words.2)
            | (words.3 ^ other.words.3)
        return difference == 0
    }
}
