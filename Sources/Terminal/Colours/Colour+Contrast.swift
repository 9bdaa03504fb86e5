import Glibc

extension Colour {
    /// Red, green and blue; of the first sixteen what xterm shows, though a terminal may have its own. Nil for the
    /// terminal's default, which nobody knows.
    package var channels: (red: UInt8, green: UInt8, blue: UInt8)? {
        switch kind {
        case .terminal: return nil
        case .rgb(let red, let green, let blue): return (red, green, blue)
        case .palette(let index):
            let value = Self.xterm[Int(index)]
            return (
                UInt8(truncatingIfNeeded: value >> 16), UInt8(truncatingIfNeeded: value >> 8),
                UInt8(truncatingIfNeeded: value)
            )
        }
    }

    /// How well one is read on the other, 1 to 21, by the Web Content Accessibility Guidelines: 4.5 is enough for text.
    package func contrast(with other: Colour) -> Double? {
        guard let here = luminance, let there = other.luminance else { return nil }
        return (max(here, there) + 0.05) / (min(here, there) + 0.05)
    }

    private var luminance: Double? {
        channels.map { 0.2126 * Self.linear[Int($0.red)] + 0.7152 * Self.linear[Int($0.green)] + 0.0722 * Self.linear[Int($0.blue)] }
    }

    /// What a channel's byte is in light.
    static let linear: [Double] = (0..<256).map { byte in
        let value = Double(byte) / 255
        return value <= 0.04045 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4)
    }

    static let xterm: [UInt32] = {
        let first: [UInt32] = [
            0x000000, 0xCD0000, 0x00CD00, 0xCDCD00, 0x0000EE, 0xCD00CD, 0x00CDCD, 0xE5E5E5,
            0x7F7F7F, 0xFF0000, 0x00FF00, 0xFFFF00, 0x5C5CFF, 0xFF00FF, 0x00FFFF, 0xFFFFFF,
        ]
        let levels: [UInt32] = [0, 95, 135, 175, 215, 255]
        let cube = (0..<216).map { levels[$0 / 36] << 16 | levels[$0 / 6 % 6] << 8 | levels[$0 % 6] }
        let greys = (0..<24).map { (UInt32($0) * 10 + 8) * 0x010101 }
        return first + cube + greys
    }()
}
