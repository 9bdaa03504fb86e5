/// Select Graphic Rendition: the numbers of `ESC[…m` that change how text looks.
enum SGR {
    /// Parameters as written between `ESC[` and `m`: groups split by `;`, each with the parts that `:` splits off.
    static func apply(_ parameters: [[Int]], to style: inout Style) {
        var index = 0
        if parameters.isEmpty { style = .plain }
        while index < parameters.count {
            let group = parameters[index]
            index += 1
            guard let code = group.first else {
                style = .plain
                continue
            }
            switch code {
            case 38, 48, 58:
                let colour: Colour?
                if group.count > 1 {
                    colour = extended(Array(group.dropFirst()), colons: true).colour
                } else {
                    let rest = parameters[index...].prefix(4).map { $0.first ?? 0 }
                    let (found, taken) = extended(rest, colons: false)
                    colour = found
                    index += taken
                }
                if code == 38, let colour { style.foreground = colour }
                if code == 48, let colour { style.background = colour }
            case 4 where group.count > 1: set(.underline, group[1] != 0, in: &style)
            default: apply(code, to: &style)
            }
        }
    }

    private static func apply(_ code: Int, to style: inout Style) {
        switch code {
        case 0: style = .plain
        case 1: set(.bold, true, in: &style)
        case 2: set(.dim, true, in: &style)
        case 3: set(.italic, true, in: &style)
        case 4, 21: set(.underline, true, in: &style)
        case 7: set(.reverse, true, in: &style)
        case 9: set(.strikethrough, true, in: &style)
        case 22: style.attributes.subtract([.bold, .dim])
        case 23: set(.italic, false, in: &style)
        case 24: set(.underline, false, in: &style)
        case 27: set(.reverse, false, in: &style)
        case 29: set(.strikethrough, false, in: &style)
        case 30...37: style.foreground = .palette(UInt8(code - 30))
        case 39: style.foreground = .terminal
        case 40...47: style.background = .palette(UInt8(code - 40))
        case 49: style.background = .terminal
        case 90...97: style.foreground = .palette(UInt8(code - 90 + 8))
        case 100...107: style.background = .palette(UInt8(code - 100 + 8))
        // Blinking and hidden text (5, 6, 8) are refused: a log has no business with either.
        default: break
        }
    }

    private static func set(_ attribute: Style.Attributes, _ isOn: Bool, in style: inout Style) {
        if isOn { style.attributes.insert(attribute) } else { style.attributes.remove(attribute) }
    }

    /// `5;n` or `2;r;g;b`; with colons a colour space may stand before red. And how many parameters that took.
    private static func extended(_ parts: [Int], colons: Bool) -> (colour: Colour?, taken: Int) {
        switch parts.first {
        case 5:
            guard parts.count > 1 else { return (nil, 1) }
            return (UInt8(exactly: parts[1]).map(Colour.palette), 2)
        case 2:
            let channels = (colons && parts.count > 4 ? parts.dropFirst(2) : parts.dropFirst()).prefix(3)
            let bytes = channels.compactMap(UInt8.init(exactly:))
            guard bytes.count == 3 else { return (nil, parts.count) }
            return (.rgb(bytes[0], bytes[1], bytes[2]), 4)
        default: return (nil, 0)
        }
    }
}
