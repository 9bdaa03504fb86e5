/// A colour as a theme says it: the terminal's own, one of a palette of 16 or 256, or red, green and blue.
package struct Colour: Hashable, Sendable {
    /// The kind in the upper byte, the number or the three channels below it.
    private let code: UInt32

    private init(code: UInt32) {
        self.code = code
    }

    /// Whatever the terminal draws without being told.
    package static let terminal = Colour(code: 0)

    /// 0 to 15 are the terminal's own sixteen; 16 to 255 the fixed cube and grey ramp of xterm.
    package static func palette(_ index: UInt8) -> Colour {
        Colour(code: 1 << 24 | UInt32(index))
    }

    package static func rgb(_ red: UInt8, _ green: UInt8, _ blue: UInt8) -> Colour {
        Colour(code: 2 << 24 | UInt32(red) << 16 | UInt32(green) << 8 | UInt32(blue))
    }

    package enum Kind: Hashable, Sendable {
        case terminal
        case palette(UInt8)
        case rgb(UInt8, UInt8, UInt8)
    }

    package var kind: Kind {
        switch code >> 24 {
        case 0: .terminal
        case 1: .palette(UInt8(truncatingIfNeeded: code))
        default:
            .rgb(
                UInt8(truncatingIfNeeded: code >> 16), UInt8(truncatingIfNeeded: code >> 8),
                UInt8(truncatingIfNeeded: code))
        }
    }
}

/// How many colours a terminal shows.
package enum ColourDepth: String, Sendable, CaseIterable, Comparable {
    case mono, sixteen, palette, direct

    private var rank: Int {
        switch self {
        case .mono: 0
        case .sixteen: 1
        case .palette: 2
        case .direct: 3
        }
    }

    package static func < (lhs: Self, rhs: Self) -> Bool { lhs.rank < rhs.rank }
}
