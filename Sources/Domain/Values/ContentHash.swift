/// A lower-case hexadecimal SHA-256 of some content: code folders, environments, model files.
package struct ContentHash: RawRepresentable, Hashable, Codable, Sendable, CustomStringConvertible {
    package let rawValue: String

    package init(rawValue: String) {
        self.rawValue = rawValue
    }

    package init(from decoder: any Decoder) throws {
        rawValue = try decoder.singleValueContainer().decode(String.self)
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(rawValue)
    }

    package var description: String { rawValue }
    /// The first twelve digits, for people.
    package var short: String { String(rawValue.prefix(12)) }
}
