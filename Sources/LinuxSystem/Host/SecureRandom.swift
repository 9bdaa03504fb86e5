import CLinux

/// Bytes from the kernel's generator, for keys and tokens.
package enum SecureRandom {
    package static func bytes(_ count: Int) throws(PosixError) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: count)
        try PosixError.shim(linux_random(&bytes, count), "draw random bytes")
        return bytes
    }

    /// `count` random bytes as twice as many hexadecimal digits.
    package static func hexadecimal(_ count: Int) throws(PosixError) -> String {
        let digits = Array("0123456789abcdef".utf8)
        let text = try bytes(count).flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }
        return String(decoding: text, as: UTF8.self)
    }
}
