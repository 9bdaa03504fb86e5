/// Reads the notation of a type: `map (Output | binding)?`.
struct GrammarReader {
    private var rest: Substring

    init(_ text: some StringProtocol) {
        rest = Substring(text)
    }

    /// Nil when the text is not a type and nothing but that.
    static func type(_ text: some StringProtocol) -> GrammarType? {
        var reader = GrammarReader(text)
        guard let type = reader.type() else { return nil }
        reader.skipSpaces()
        return reader.rest.isEmpty ? type : nil
    }

    private mutating func type() -> GrammarType? {
        skipSpaces()
        var type: GrammarType?
        if take("(") {
            type = union()
        } else if take("{") {
            type = choice().map { .choice($0.words, $0.spelling) }
        } else {
            type = word()
        }
        while let inner = type, take("?") { type = .optional(inner) }
        return type
    }

    private mutating func union() -> GrammarType? {
        var types: [GrammarType] = []
        repeat {
            guard let type = type() else { return nil }
            types.append(type)
            skipSpaces()
        } while take("|")
        return take(")") ? .union(types) : nil
    }

    private mutating func choice() -> (words: [String], spelling: GrammarType.Spelling)? {
        let spelling: GrammarType.Spelling = 
            take("=") ? .exact : take("_") ? .camelCase : take("~") ? .snakeCase : .anyCase
        guard let end = rest.firstIndex(of: "}") else { return nil }
        let words = rest[..<end].split(separator: "|").map { String($0.filter { $0 != " " }) }
        rest = rest[rest.index(after: end)...]
        return (words, spelling)
    }

    private mutating func word() -> GrammarType? {
        let word = name()
        switch word {
        case "text": return .text(pattern: take("/") ? pattern() : nil)
        case "integer": return .integer
        case "whole": return .whole
        case "number": return .number
        case "flag": return .flag
        case "any": return .any
        case "version": return .version
        case "moment": return .moment
        case "release": return .release
        case "literal": return .literal
        case "binding": return .binding
        case "path": return .path
        case "data": return .data
        case "conda": return .conda
        case "url": return .url
        case "git": return .git
        case "arm": return .arm
        case "registry": return .registry
        case "feed": return .feed
        case "reference": return .reference
        case "asset": return .asset
        case "pinned": return .pinned
        case "list": return type().map { .list($0) }
        case "map": return map()
        case "file": return .file(spacedName())
        case "linked": return .linked(spacedName())
        case let name where name.first?.isUppercase == true:
            return .named(name, GrammarManner(isOpen: take("+"), isBound: take("*")))
        default: return nil
        }
    }

    private mutating func map() -> GrammarType? {
        var keys = GrammarKeys.anything
        if take("<") {
            if take("{") {
                guard let choice = choice() else { return nil }
                keys = .words(choice.words, choice.spelling)
            } else if name() == "node" {
                keys = .nodes
            }
            guard take(">") else { return nil }
        }
        return type().map { .map(keys: keys, $0) }
    }

    private mutating func pattern() -> String? {
        guard let end = rest.lastIndex(of: "/") else { return nil }
        defer { rest = rest[rest.index(after: end)...] }
        return String(rest[..<end])
    }

    private mutating func spacedName() -> String {
        skipSpaces()
        return name()
    }

    private mutating func name() -> String {
        let word = rest.prefix { $0.isLetter || $0.isNumber }
        rest = rest.dropFirst(word.count)
        return String(word)
    }

    private mutating func take(_ sign: Character) -> Bool {
        guard rest.first == sign else { return false }
        rest.removeFirst()
        return true
    }

    private mutating func skipSpaces() {
        rest = rest.drop { $0 == " " }
    }
}
