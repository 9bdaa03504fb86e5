extension Colour {
    /// As theme files write colours: `#d7dae0`, `#ddd`, `red`, `bright-blue`, `208`, `default`. Nil when it is none.
    package init?(parsing text: some StringProtocol) {
        let text = text.lowercased()
        if text == "default" || text == "terminal" {
            self = .terminal
        } else if text.hasPrefix("#") {
            guard let colour = Self.hexadecimal(text.dropFirst()) else { return nil }
            self = colour
        } else if let index = UInt8(text), text.utf8.first != UInt8(ascii: "+") {
            self = .palette(index)
        } else if let index = Self.index(named: text) {
            self = .palette(index)
        } else {
            return nil
        }
    }

    /// The colour as `init(parsing:)` reads it.
    package var text: String {
        switch kind {
        case .terminal: return "default"
        case .palette(let index):
            guard index < 16 else { return String(index) }
            return (index < 8 ? "" : "bright-") + Self.names[Int(index % 8)]
        case .rgb(let red, let green, let blue):
            return [red, green, blue].reduce(into: "#") { text, channel in
                let digits = String(channel, radix: 16)
                text += digits.utf8.count < 2 ? "0" + digits : digits
            }
        }
    }

    /// Every name that is understood, for suggestions.
    package static let knownNames: [String] =
        ["default"] + names + names.map { "bright-\($0)" } + ["grey", "gray"]

    private static let names = ["black", "red", "green", "yellow", "blue", "magenta", "cyan", "white"]

    private static func index(named text: String) -> UInt8? {
        if text == "grey" || text == "gray" { return 8 }
        let isBright = text.hasPrefix("bright-") || text.hasPrefix("bright_")
        let name = isBright ? String(text.dropFirst(7)) : text
        return names.firstIndex(of: name).map { UInt8($0 + (isBright ? 8 : 0)) }
    }

    private static func hexadecimal(_ digits: Substring) -> Colour? {
        guard digits.utf8.count == 3 || digits.utf8.count == 6 else { return nil }
        var values: [UInt8] = []
        for digit in digits {
            guard digit.isASCII, let value = digit.hexDigitValue else { return nil }
            values.append(UInt8(value))
        }
        if values.count == 3 { return .rgb(values[0] * 17, values[1] * 17, values[2] * 17) }
        return .rgb(values[0] * 16 + values[1], values[2] * 16 + values[3], values[4] * 16 + values[5])
    }
}
