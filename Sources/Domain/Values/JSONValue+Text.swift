import Glibc

extension JSONValue {
    /// One line without spaces, keys sorted.
    package var compactText: String {
        var text = ""
        write(to: &text, indent: nil, level: 0)
        return text
    }

    /// Two spaces a level, keys sorted: what `az … -o json` prints.
    package var indentedText: String {
        var text = ""
        write(to: &text, indent: "  ", level: 0)
        return text
    }

    /// A number as Python prints it: `2.0`, `0.1`, `1e-05`. What `az` printed stays comparable.
    package static func text(of number: Double) -> String {
        if number.isNaN { return "NaN" }
        if number.isInfinite { return number < 0 ? "-Infinity" : "Infinity" }
        if number.magnitude < 1e16, number == number.rounded(), number.magnitude >= 1 { return "\(Int64(number)).0" }
        return number.description
    }

    /// Six digits that count: what a score is known by.
    package static func brief(_ number: Double) -> String {
        guard number != 0, number.isFinite else { return text(of: number) }
        let unit = pow(10, 5 - log10(abs(number)).rounded(.down))
        return text(of: unit.isFinite ? (number * unit).rounded() / unit : number)
    }

    /// The text in quotes, escaped.
    package static func quoted(_ text: String) -> String {
        var result = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": result += "\\\""
            case "\\": result += "\\\\"
            case "\n": result += "\\n"
            case "\r": result += "\\r"
            case "\t": result += "\\t"
            case "\u{08}": result += "\\b"
            case "\u{0C}": result += "\\f"
            case let control where control.isHostileToTerminals:
                let digits = String(control.value, radix: 16)
                result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result + "\""
    }

    private func write(to text: inout String, indent: String?, level: Int) {
        switch self {
        case .null: text += "null"
        case .bool(let value): text += value ? "true" : "false"
        case .int(let value): text += String(value)
        case .double(let value): text += Self.text(of: value)
        case .string(let value): text += Self.quoted(value)
        case .array(let elements):
            Self.writeList(elements, "[", "]", to: &text, indent: indent, level: level) { element, text in
                element.write(to: &text, indent: indent, level: level + 1)
            }
        case .object(let members):
            let sorted = members.sorted { $0.key.unicodeScalars.lexicographicallyPrecedes($1.key.unicodeScalars) }
            Self.writeList(sorted, "{", "}", to: &text, indent: indent, level: level) { member, text in
                text += Self.quoted(member.key) + (indent == nil ? ":" : ": ")
                member.value.write(to: &text, indent: indent, level: level + 1)
            }
        }
    }

    private static func writeList<Element>(
        _ elements: [Element], _ opener: String, _ closer: String, to text: inout String, indent: String?, level: Int,
        _ writeElement: (Element, inout String) -> Void
    ) {
        text += opener
        for (index, element) in elements.enumerated() {
            if index > 0 { text += "," }
            if let indent { text += "\n" + String(repeating: indent, count: level + 1) }
            writeElement(element, &text)
        }
        if let indent, !elements.isEmpty { text += "\n" + String(repeating: indent, count: level) }
        text += closer
    }
}
