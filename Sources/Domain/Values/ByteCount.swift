/// A size in bytes.
package struct ByteCount: Hashable, Comparable, Codable, Sendable {
    package let bytes: Int64

    package init(_ bytes: Int64) {
        self.bytes = bytes
    }

    package static func gibibytes(_ count: Double) -> ByteCount {
        ByteCount(Int64(count * 1_073_741_824))
    }

    package init(from decoder: any Decoder) throws {
        bytes = try decoder.singleValueContainer().decode(Int64.self)
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(bytes)
    }

    package static func < (lhs: Self, rhs: Self) -> Bool { lhs.bytes < rhs.bytes }
    package static func + (lhs: Self, rhs: Self) -> Self { ByteCount(lhs.bytes + rhs.bytes) }
}

extension ByteCount: CustomStringConvertible {
    /// `512 B`, `1.5 KiB`, `34.0 MiB`
    package var description: String {
        var value = Double(bytes)
        var unit = "B"
        for next in ["KiB", "MiB", "GiB", "TiB"] where value >= 1024 {
            value /= 1024
            unit = next
        }
        guard unit != "B" else { return "\(bytes) B" }
        let tenths = Int64((value * 10).rounded())
        return "\(tenths / 10).\(tenths % 10) \(unit)"
    }
}
