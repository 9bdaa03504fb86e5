/// One operation of the control API: both ends are typed by it, so neither can drift from the other.
package struct ControlRoute<Body: Codable & Sendable, Answer: Codable & Sendable>: Sendable {
    package let method: ControlMethod
    /// A path with named parts, e.g. `/v1/workspaces/{workspace}/jobs/{job}`.
    package let path: String

    package init(_ method: ControlMethod, _ path: String) {
        self.method = method
        self.path = path
    }

    /// The path with its named parts filled in, percent-encoded.
    package func filled(with parts: [String: String]) -> String {
        path.split(separator: "/", omittingEmptySubsequences: false).map { piece in
            guard piece.hasPrefix("{"), piece.hasSuffix("}") else { return String(piece) }
            return Self.encoded(parts[String(piece.dropFirst().dropLast())] ?? "")
        }.joined(separator: "/")
    }

    private static func encoded(_ text: String) -> String {
        PercentEncoding.encode(text)
    }
}

package enum ControlMethod: String, Sendable {
    case get = "GET"
    case post = "POST"
    case put = "PUT"
    case patch = "PATCH"
    case delete = "DELETE"
}

/// For routes that carry no body, or answer nothing.
package struct Nothing: Codable, Sendable {
    package init() {}
}
