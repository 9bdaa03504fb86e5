import Domain
import Engine
import Hummingbird
import HTTPTypes

/// Who may come in: the token, and a guard against pages that have a browser call us (DNS rebinding).
struct TrackingGate: Sendable {
    let tokens: RunTokens

    /// Throws `TrackingDenied` for a foreign `Host` or `Origin`.
    func checkOrigin(_ request: Request) throws {
        guard let authority = request.head.authority, Self.isOurs(authority) else {
            throw TrackingDenied(message: "the Host header must name this machine's loopback address")
        }
        if let origin = request.headers[.origin], !Self.isOurs(origin.split(separator: "/").last.map(String.init) ?? "") {
            throw TrackingDenied(message: "requests from other origins are refused")
        }
    }

    /// The principal of a Bearer token, or of Basic with the token as its password; nil for anything else.
    func principal(_ request: Request) -> Principal? {
        guard let header = request.headers[.authorization], let space = header.firstIndex(of: " ") else { return nil }
        let value = header[header.index(after: space)...]
        switch header[..<space].lowercased() {
        case "bearer": return tokens.verify(String(value))
        case "basic":
            guard let bytes = Base64.decode(value), let text = String(validating: bytes, as: UTF8.self),
                let colon = text.firstIndex(of: ":")
            else { return nil }
            return tokens.verify(String(text[text.index(after: colon)...]))
        default: return nil
        }
    }

    private static func isOurs(_ authority: String) -> Bool {
        let host = authority.hasPrefix("[")
            ? authority.prefix { $0 != "]" } + "]"
            : authority.prefix { $0 != ":" }
        return ["127.0.0.1", "localhost", "[::1]"].contains(host.lowercased())
    }
}

/// Reads base64 as HTTP's Basic scheme has it.
enum Base64 {
    static func decode(_ text: some StringProtocol) -> [UInt8]? {
        var bytes: [UInt8] = [], bits: UInt32 = 0, count = 0
        for byte in text.utf8 where byte != UInt8(ascii: "=") {
            guard let value = value(byte) else { return nil }
            bits = bits << 6 | UInt32(value)
            count += 6
            guard count >= 8 else { continue }
            count -= 8
            bytes.append(UInt8(truncatingIfNeeded: bits >> UInt32(count)))
        }
        return bytes
    }

    private static func value(_ byte: UInt8) -> UInt8? {
        switch byte {
        case UInt8(ascii: "A")...UInt8(ascii: "Z"): byte - UInt8(ascii: "A")
        case UInt8(ascii: "a")...UInt8(ascii: "z"): byte - UInt8(ascii: "a") + 26
        case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0") + 52
        case UInt8(ascii: "+"), UInt8(ascii: "-"): 62
        case UInt8(ascii: "/"), UInt8(ascii: "_"): 63
        default: nil
        }
    }
}
