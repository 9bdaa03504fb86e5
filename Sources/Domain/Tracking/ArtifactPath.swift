/// A checked path below an artifact root: no part leaves the root, however it was encoded.
package struct ArtifactPath: Sendable, Hashable {
    /// Never empty strings, `.` or `..`.
    package let parts: [String]

    package init(parts: [String]) {
        self.parts = parts
    }

    /// Takes a path after its one decoding. Throws `invalidArgument` for what could mean another place on any system
    /// or after another decoding: `..`, absolute paths, backslashes, NUL, `#`, `?`, drive letters.
    package init(_ text: String) throws {
        var decoded = text
        // Each round makes the text shorter, so this ends.
        while true {
            guard Self.isSafe(decoded) else {
                throw AtelierError(.invalidArgument, "Invalid path: \(text.neutralised)")
            }
            guard let next = decoded.percentDecoded, next != decoded else { break }
            decoded = next
        }
        parts = text.pathParts.filter { $0 != "." }
    }

    package var text: String { parts.joined(separator: "/") }
    package var last: String? { parts.last }

    package func appending(_ name: String) -> ArtifactPath { ArtifactPath(parts: parts + [name]) }

    private static func isSafe(_ text: String) -> Bool {
        guard !text.isAbsolutePath, !text.utf8.contains(where: isRefused) else { return false }
        let first = text.utf8.prefix(2)
        if first.count == 2, first.last == UInt8(ascii: ":") { return false }
        return text.pathParts.allSatisfy { $0 != ".." && $0.utf8.count <= 255 }
    }

    private static func isRefused(_ byte: UInt8) -> Bool {
        switch byte {
        case 0..<0x20, 0x7F, UInt8(ascii: "\\"), UInt8(ascii: "#"), UInt8(ascii: "?"): true
        default: false
        }
    }
}

extension String {
    /// The text with its `%XX` replaced; a `%` without two digits stays. Nil when the result is not UTF-8.
    package var percentDecoded: String? {
        guard utf8.contains(UInt8(ascii: "%")) else { return self }
        var bytes: [UInt8] = []
        var rest = Substring(self).utf8
        while let byte = rest.popFirst() {
            let digits = rest.prefix(2)
            if byte == UInt8(ascii: "%"), digits.count == 2, digits.allSatisfy(\.isHexDigit),
                let value = UInt8(String(Substring(digits)), radix: 16)
            {
                bytes.append(value)
                rest = rest.dropFirst(2)
            } else {
                bytes.append(byte)
            }
        }
        return String(validating: bytes, as: UTF8.self)
    }
}

extension UInt8 {
    fileprivate var isHexDigit: Bool {
        switch self {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "f"),
            UInt8(ascii: "A")...UInt8(ascii: "F"):
            true
        default: false
        }
    }
}
