internal import CCurses
internal import Terminal

/// Turns colours into what the terminal has of them: numbers and pairs of ncurses, and attributes where colours end.
struct Inks {
    let depth: ColourDepth
    private let screen: OpaquePointer
    private let colours: Int
    private var numbers: [Colour: Int32] = [:]
    private var pairs: [Pair: Int32] = [:]
    /// ncurses gives a pair's number away again when there are few: then only it knows what a number stands for.
    private let remembersPairs: Bool
    private(set) var direct = DirectColours()

    private struct Pair: Hashable {
        let foreground: Int32
        let background: Int32
    }

    init(screen: OpaquePointer, depth: ColourDepth) {
        self.screen = screen
        self.depth = depth
        colours = Int(cc_colours(screen))
        remembersPairs = cc_pairs(screen) >= 32_768
    }

    /// The attributes and the pair that show a style.
    mutating func look(of style: Style) -> (attributes: UInt32, pair: Int32) {
        var attributes = UInt32(style.attributes.rawValue)
        guard depth != .mono else { return (attributes, 0) }
        var foreground = number(of: style.foreground)
        var background = number(of: style.background)
        // Eight colours: the bright ones are the others, bold; a bright background is one.
        if foreground >= 8, colours < 16 {
            foreground -= 8
            attributes |= UInt32(Style.Attributes.bold.rawValue)
        }
        if background >= 8, colours < 16 { background -= 8 }
        return (attributes, pair(Pair(foreground: foreground, background: background)))
    }

    /// Everything is drawn anew: colours of a theme that has gone make room.
    mutating func forget() {
        guard direct.isFull else { return }
        direct = DirectColours()
        numbers = [:]
    }

    private mutating func pair(_ pair: Pair) -> Int32 {
        if let known = pairs[pair] { return known }
        let number = cc_pair(screen, pair.foreground, pair.background)
        // Far below the number of pairs, so that ncurses never has to take one back that is remembered here.
        if remembersPairs, pairs.count < 16_384 { pairs[pair] = number }
        return number
    }

    private mutating func number(of colour: Colour) -> Int32 {
        if let known = numbers[colour] { return known }
        let number: Int32 =
            switch (colour.kind, depth) {
            case (.terminal, _): -1
            case (.palette(let index), _) where index < 16: Int32(index)
            case (.palette(let index), .palette): Int32(index)
            case (.palette(let index), .direct): Int32(direct.number(of: XtermPalette.channels(of: index)))
            case (.palette(let index), _): Int32(XtermPalette.nearest(to: XtermPalette.channels(of: index), among: 0..<16))
            case (.rgb(let red, let green, let blue), .direct): Int32(direct.number(of: Channels(red, green, blue)))
            case (.rgb(let red, let green, let blue), .palette):
                Int32(XtermPalette.nearest(to: Channels(red, green, blue), among: 16..<256))
            case (.rgb(let red, let green, let blue), _):
                Int32(XtermPalette.nearest(to: Channels(red, green, blue), among: 0..<16))
            }
        if numbers.count < 4096 { numbers[colour] = number }
        return number
    }
}
