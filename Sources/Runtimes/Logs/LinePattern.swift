import Domain

/// What lines are searched for: a regular expression, case regarded when it has a capital. One without special
/// characters is looked for byte by byte; of another, a piece that every hit must contain.
struct LinePattern: Sendable, Equatable {
    let source: String
    let foldsCase: Bool
    /// The whole of it, when it is no expression.
    let literal: BytePattern?
    /// What a line must contain to be worth a closer look.
    let required: BytePattern?

    /// Throws `invalidArgument` for what is no regular expression.
    init(_ source: String) throws {
        guard !source.isEmpty else {
            throw AtelierError(.invalidArgument, "there is nothing to search for", hint: "give a text or a regular expression")
        }
        self.source = source
        let parts = Parts(of: source)
        foldsCase = !parts.hasCapital
        // Letters beyond ASCII have a case that bytes do not know.
        let isFoldedInBytes = !foldsCase || !source.unicodeScalars.contains { !$0.isASCII && $0.properties.isCased }
        literal = parts.isLiteral && isFoldedInBytes ? BytePattern(parts.longest, foldsCase: foldsCase) : nil
        required =
            literal == nil && isFoldedInBytes && parts.longest.count > 1
            ? BytePattern(parts.longest, foldsCase: foldsCase) : nil
        if literal == nil { _ = try expression() }
    }

    /// Not to be shared between threads.
    func expression() throws -> Regex<AnyRegexOutput> {
        do {
            return try Regex(source).ignoresCase(foldsCase)
        } catch {
            throw AtelierError(
                .invalidArgument, "'\(source.neutralised)' is not a regular expression: \("\(error)".neutralised)",
                hint: #"put a \ before a character that is meant as it is"#)
        }
    }

    static func == (lhs: Self, rhs: Self) -> Bool { lhs.source == rhs.source }
}

/// The pieces of an expression that stand for themselves, as far as that is easily seen.
private struct Parts {
    /// The longest of them; the whole when it is literal.
    private(set) var longest: [UInt8] = []
    private(set) var isLiteral = true
    private(set) var hasCapital = false
    private var run: [Character] = []

    init(of source: String) {
        var isUncertain = false
        var depth = 0
        var rest = Array(source)[...]
        while let character = rest.popFirst() {
            switch character {
            case "\\":
                guard let next = rest.popFirst() else { break }
                if next.isASCII, !next.isLetter, !next.isNumber {
                    if depth == 0 { run.append(next) }
                } else {
                    isLiteral = false
                    endRun()
                    // What follows belongs to it: `\x41`, `\p{L}`, `\Qa.b\E`.
                    if !"dDwWsSbBtnr".contains(next) { isUncertain = true }
                }
            case "|":
                isLiteral = false
                isUncertain = true
            case "(":
                isLiteral = false
                endRun()
                depth += 1
                if rest.first == "?" { isUncertain = true }
            case ")":
                isLiteral = false
                depth -= 1
            case "[":
                isLiteral = false
                endRun()
                if rest.first == "^" { rest.removeFirst() }
                var isFirst = true
                while let inner = rest.popFirst(), inner != "]" || isFirst {
                    // A class in a class.
                    if inner == "[" { isUncertain = true }
                    if inner.isUppercase { hasCapital = true }
                    if inner == "\\" { _ = rest.popFirst() }
                    isFirst = false
                }
            case "*", "?", "{", "+":
                isLiteral = false
                if character != "+", !run.isEmpty { run.removeLast() }
                endRun()
                if character == "{" { while let inner = rest.popFirst(), inner != "}" {} }
            case ".", "^", "$", "]", "}":
                isLiteral = false
                endRun()
            default:
                if character.isUppercase { hasCapital = true }
                if depth == 0 { run.append(character) }
            }
        }
        endRun()
        if isUncertain { longest = [] }
        if longest.isEmpty { isLiteral = false }
        if !hasCapital { longest = longest.map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 } }
    }

    private mutating func endRun() {
        let bytes = Array(String(run).utf8)
        if bytes.count > longest.count { longest = bytes }
        run = []
    }
}
