import Glibc
import Synchronization

extension Colour {
    /// The nearest colour that a terminal of `depth` shows. Nearness is measured in Oklab, where equal distances look
    /// equal, and the first sixteen are never chosen for RGB on 256 colours: a terminal may show them as anything.
    package func quantised(to depth: ColourDepth) -> Colour {
        switch (depth, kind) {
        case (_, .terminal), (.direct, _), (.palette, .palette): return self
        case (.mono, _): return .terminal
        case (.sixteen, .palette(let index)) where index < 16: return self
        case (.sixteen, _), (.palette, .rgb):
            guard let channels else { return .terminal }
            let key =
                UInt32(channels.red) << 16 | UInt32(channels.green) << 8 | UInt32(channels.blue)
                | (depth == .sixteen ? 1 << 24 : 0)
            return .palette(Self.nearest.withLock { $0.index(of: key) })
        }
    }

    /// A theme has few colours and a log repeats its own, so what was sought once is kept.
    private struct Nearest {
        private var known: [UInt32: UInt8] = [:]

        mutating func index(of key: UInt32) -> UInt8 {
            if let index = known[key] { return index }
            let wanted = Oklab(key & 0xFFFFFF)
            let candidates = key >> 24 == 1 ? 0..<16 : 16..<256
            let index = candidates.min { Oklab.xterm[$0].distance(to: wanted) < Oklab.xterm[$1].distance(to: wanted) }
            if known.count >= 4_096 { known.removeAll(keepingCapacity: true) }
            let found = UInt8(index ?? 0)
            known[key] = found
            return found
        }
    }

    private static let nearest = Mutex(Nearest())
}

/// A colour by lightness and two opponents, as the eye judges it (Björn Ottosson, 2020).
private struct Oklab {
    let lightness: Double
    let a: Double
    let b: Double

    static let xterm = Colour.xterm.map(Oklab.init)

    init(_ rgb: UInt32) {
        let red = Colour.linear[Int(rgb >> 16 & 0xFF)]
        let green = Colour.linear[Int(rgb >> 8 & 0xFF)]
        let blue = Colour.linear[Int(rgb & 0xFF)]
        let long = cbrt(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue)
        let medium = cbrt(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue)
        let short = cbrt(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue)
        lightness = 0.2104542553 * long + 0.7936177850 * medium - 0.0040720468 * short
        a = 1.9779984951 * long - 2.4285922050 * medium + 0.4505937099 * short
        b = 0.0259040371 * long + 0.7827717662 * medium - 0.8086757660 * short
    }

    func distance(to other: Oklab) -> Double {
        let (light, first, second) = (lightness - other.lightness, a - other.a, b - other.b)
        return light * light + first * first + second * second
    }
}
