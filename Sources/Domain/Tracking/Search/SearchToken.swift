/// The words of a filter or a sort key.
enum SearchToken: Equatable {
    /// A bare word, such as `metrics.loss`, `AND` or `12.5`.
    case word(String)
    /// 'text'
    case quoted(String)
    /// `text` or "text": part of a name, or in double quotes also a value.
    case name(String, isDoubleQuoted: Bool)
    case dot
    case comma
    case open
    case close
    case comparison(String)

    /// Splits a text; nil when a quote is not closed or a character has no place.
    static func split(_ text: String) -> [Spaced]? {
        var tokens: [Spaced] = []
        var rest = Substring(text)
        var isAfterSpace = true
        while let character = rest.first {
            if character.isWhitespace {
                rest.removeFirst()
                isAfterSpace = true
                continue
            }
            guard let token = next(in: &rest, character) else { return nil }
            tokens.append(Spaced(token: token, isAfterSpace: isAfterSpace))
            isAfterSpace = false
        }
        return tokens
    }

    struct Spaced: Equatable {
        let token: SearchToken
        let isAfterSpace: Bool
    }

    private static func next(in rest: inout Substring, _ character: Character) -> SearchToken? {
        switch character {
        case "'", "\"", "`":
            rest.removeFirst()
            guard let text = quoted(in: &rest, until: character) else { return nil }
            return character == "'" ? .quoted(text) : .name(text, isDoubleQuoted: character == "\"")
        case "(": rest.removeFirst(); return .open
        case ")": rest.removeFirst(); return .close
        case ",": rest.removeFirst(); return .comma
        case ".": rest.removeFirst(); return .dot
        case "=", "!", "<", ">":
            for symbol in ["!=", "<=", ">=", "=", "<", ">"] where rest.hasPrefix(symbol) {
                rest.removeFirst(symbol.count)
                return .comparison(symbol)
            }
            return nil
        default:
            let word = rest.prefix { !$0.isWhitespace && !"'\"`(),=!<>".contains($0) }
            rest.removeFirst(word.count)
            return word.isEmpty ? nil : .word(String(word))
        }
    }

    /// The text up to the closing quote; a doubled quote stands for itself.
    private static func quoted(in rest: inout Substring, until quote: Character) -> String? {
        var text = ""
        while let character = rest.first {
            rest.removeFirst()
            guard character == quote else {
                text.append(character)
                continue
            }
            guard rest.first == quote else { return text }
            rest.removeFirst()
            text.append(quote)
        }
        return nil
    }
}
