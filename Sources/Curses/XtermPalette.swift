/// Red, green and blue.
struct Channels: Hashable {
    let red: UInt8
    let green: UInt8
    let blue: UInt8

    init(_ red: UInt8, _ green: UInt8, _ blue: UInt8) {
        self.red = red
        self.green = green
        self.blue = blue
    }

    /// How different two colours look, squared: the eye weighs the channels by how red the two are.
    func distance(to other: Channels) -> Int {
        let mean = (Int(red) + Int(other.red)) / 2
        let (r, g, b) = (
            Int(red) - Int(other.red), Int(green) - Int(other.green), Int(blue) - Int(other.blue)
        )
        return (((512 + mean) * r * r) >> 8) + 4 * g * g + (((767 - mean) * b * b) >> 8)
    }
}

/// The 256 colours of xterm: sixteen that people choose for themselves, a cube of six steps, a ramp of greys.
enum XtermPalette {
    static func channels(of index: UInt8) -> Channels {
        switch index {
        case ..<16:
            return sixteen[Int(index)]
        case ..<232:
            let place = Int(index) - 16
            return Channels(steps[place / 36], steps[place / 6 % 6], steps[place % 6])
        default:
            let grey = 8 + 10 * (index - 232)
            return Channels(grey, grey, grey)
        }
    }

    static func nearest(to wanted: Channels, among indices: Range<Int>) -> Int {
        indices.min { one, other in
            channels(of: UInt8(one)).distance(to: wanted) < channels(of: UInt8(other)).distance(to: wanted)
        } ?? 0
    }

    private static let steps: [UInt8] = [0, 95, 135, 175, 215, 255]
    /// As xterm has them; a terminal's own may be others, but what else could be compared with.
    private static let sixteen: [Channels] = [
        Channels(0, 0, 0), Channels(205, 0, 0), Channels(0, 205, 0), Channels(205, 205, 0), Channels(0, 0, 238),
        Channels(205, 0, 205), Channels(0, 205, 205), Channels(229, 229, 229), Channels(127, 127, 127),
        Channels(255, 0, 0), Channels(0, 255, 0), Channels(255, 255, 0), Channels(92, 92, 255), Channels(255, 0, 255),
        Channels(0, 255, 255), Channels(255, 255, 255),
    ]
}
