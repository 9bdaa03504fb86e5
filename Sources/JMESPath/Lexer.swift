import Domain

/// Cuts a query into tokens.
struct Lexer {
    private let text: String
    private let scalars: [Unicode.Scalar]
    private var position = 0

    init(_ text: String) {
        self.text = text
        scalars = Array(text.unicodeScalars)
    }

    /// All tokens, the last one `.end`.
    mutating func tokens() throws(QueryError) -> [Token] {
        var tokens: [Token] = []
        while let scalar = current {
            let start = position
            if scalar == " " || scalar == "\t" || scalar == "\n" || scalar == "\r" {
                position += 1
                continue
            }
            tokens.append(Token(kind: try next(scalar), offset: start))
        }
        tokens.append(Token(kind: .end, offset: scalars.count))
        return tokens
    }

    private var current: Unicode.Scalar? { position < scalars.count ? scalars[position] : nil }

    private mutating func next(_ scalar: Unicode.Scalar) throws(QueryError) -> Token.Kind {
        if scalar.startsIdentifier { return .identifier(run(while: \.continuesIdentifier)) }
        if scalar.isDigit { return try number() }
        switch scalar {
        case "'": return .literal(.string(try rawString()))
        case "\"": return .quotedIdentifier(try quotedIdentifier())
        case "`": return .literal(try literal())
        case "-": return try number()
        default: break
        }
        position += 1
        switch scalar {
        case ".": return .dot
        case "*": return .star
        case ",": return .comma
        case ":": return .colon
        case "@": return .current
        case "(": return .leftParenthesis
        case ")": return .rightParenthesis
        case "{": return .leftBrace
        case "}": return .rightBrace
        case "]": return .rightBracket
        case "[": return take("]") ? .flatten : take("?") ? .filter : .leftBracket
        case "|": return take("|") ? .or : .pipe
        case "&": return take("&") ? .and : .expression
        case "!": return take("=") ? .comparator(.notEqual) : .not
        case "<": return take("=") ? .comparator(.lessOrEqual) : .comparator(.less)
        case ">": return take("=") ? .comparator(.greaterOrEqual) : .comparator(.greater)
        case "=" where take("="): return .comparator(.equal)
        case "=": throw failure("'=' alone means nothing here, write '=='", at: position - 1)
        default: throw failure("'\(String(scalar).neutralised)' has no place in a query", at: position - 1)
        }
    }

    private func failure(_ message: String, at offset: Int) -> QueryError {
        QueryError(.syntax, message, in: text, at: offset)
    }

    private mutating func take(_ scalar: Unicode.Scalar) -> Bool {
        guard current == scalar else { return false }
        position += 1
        return true
    }

    private mutating func run(while belongs: (Unicode.Scalar) -> Bool) -> String {
        var view = String.UnicodeScalarView()
        while let scalar = current, belongs(scalar) {
            view.append(scalar)
            position += 1
        }
        return String(view)
    }

    private mutating func number() throws(QueryError) -> Token.Kind {
        let start = position
        let sign = take("-") ? "-" : ""
        let digits = run(while: \.isDigit)
        guard !digits.isEmpty else { throw failure("'-' needs a number after it", at: start) }
        guard let value = Int(sign + digits) else { throw failure("this number is too large", at: start) }
        return .number(value)
    }

    /// What stands between two delimiters, backslashes and all; a delimiter after a backslash does not close.
    private mutating func body(delimiter: Unicode.Scalar) throws(QueryError) -> String {
        let start = position
        position += 1
        var view = String.UnicodeScalarView()
        while let scalar = current {
            position += 1
            if scalar == delimiter { return String(view) }
            view.append(scalar)
            if scalar == "\\", let escaped = current {
                view.append(escaped)
                position += 1
            }
        }
        throw failure("the \(delimiter) is never closed", at: start)
    }

    private mutating func rawString() throws(QueryError) -> String {
        try body(delimiter: "'").replacing(#"\'"#, with: "'")
    }

    private mutating func quotedIdentifier() throws(QueryError) -> String {
        let start = position
        let body = try body(delimiter: "\"")
        guard let name = try? JSONParser.parse("\"\(body)\"").stringValue else {
            throw failure("this name in quotes is not a JSON string", at: start)
        }
        return name
    }

    /// JSON between backticks. A bare word counts as a string, as older queries (and `az`) have it.
    private mutating func literal() throws(QueryError) -> JSONValue {
        let start = position
        let body = try body(delimiter: "`").replacing(#"\`"#, with: "`")
        if let value = try? JSONParser.parse(body) { return value }
        let word = body.unicodeScalars.drop { $0.properties.isWhitespace }
        guard let value = try? JSONParser.parse("\"\(String(word))\"") else {
            throw failure("what stands between the backticks is not JSON", at: start)
        }
        return value
    }
}

extension Unicode.Scalar {
    var isDigit: Bool { ("0"..."9").contains(self) }
    var startsIdentifier: Bool { ("a"..."z").contains(self) || ("A"..."Z").contains(self) || self == "_" }
    var continuesIdentifier: Bool { startsIdentifier || isDigit }
}
