/// Reads the expression of a row filter.
struct RowFilterParser {
    private enum Token: Hashable {
        case word(String)
        case text(String)
        case number(Double)
        case sign(String)
    }

    /// Deeper ones are no filters that people write.
    private static let greatestDepth = 100

    private let characters: [Character]
    private var at = 0
    private var depth = 0
    /// The next token, and where it begins; nil at the end.
    private var token: Token?
    private var start = 0

    init(_ text: String) {
        characters = Array(text)
    }

    mutating func whole() throws(TableFault) -> RowFilter.Condition {
        try advance()
        let condition = try alternatives()
        guard token == nil else { throw fault("nothing more was expected") }
        return condition
    }

    private mutating func alternatives() throws(TableFault) -> RowFilter.Condition {
        depth += 1
        defer { depth -= 1 }
        guard depth < Self.greatestDepth else { throw fault("it is nested too deeply") }
        var parts = [try requirements()]
        while try takes("or") { parts.append(try requirements()) }
        return parts.count == 1 ? parts[0] : .any(parts)
    }

    private mutating func requirements() throws(TableFault) -> RowFilter.Condition {
        var parts = [try requirement()]
        while try takes("and") { parts.append(try requirement()) }
        return parts.count == 1 ? parts[0] : .all(parts)
    }

    private mutating func requirement() throws(TableFault) -> RowFilter.Condition {
        var isTurned = false
        while try takes("not") { isTurned.toggle() }
        let condition = try comparison()
        return isTurned ? .not(condition) : condition
    }

    private mutating func comparison() throws(TableFault) -> RowFilter.Condition {
        if token == .sign("(") {
            try advance()
            let inner = try alternatives()
            guard token == .sign(")") else { throw fault("a closing parenthesis was expected") }
            try advance()
            return inner
        }
        guard let left = try operand() else { throw fault("a column was expected: col('name')") }
        if try takes("is") {
            let isTurned = try takes("not")
            guard try takesNull() else { throw fault("'null' was expected after 'is'") }
            return isTurned ? .not(.isMissing(left)) : .isMissing(left)
        }
        guard case .sign(let sign)? = token, let comparison = RowFilter.Comparison(rawValue: sign == "=" ? "==" : sign) else {
            throw fault("one of == != < <= > >= or 'is null' was expected")
        }
        try advance()
        if comparison == .equal || comparison == .unequal, try takesNull() {
            return comparison == .equal ? .isMissing(left) : .not(.isMissing(left))
        }
        guard let right = try operand() else { throw fault("a number, a text in quotes or a column was expected") }
        return .compares(left, comparison, right)
    }

    private mutating func operand() throws(TableFault) -> RowFilter.Operand? {
        switch token {
        case .number(let number)?:
            try advance()
            return .number(number)
        case .text(let text)?:
            try advance()
            return .text(text)
        case .word("true")?, .word("false")?:
            let word = token
            try advance()
            return .truth(word == .word("true"))
        case .word("col")?:
            try advance()
            guard token == .sign("(") else { throw fault("an opening parenthesis was expected after 'col'") }
            try advance()
            guard case .text(let name)? = token else { throw fault("the name of a column in quotes was expected") }
            try advance()
            guard token == .sign(")") else { throw fault("a closing parenthesis was expected") }
            try advance()
            return .column(name)
        default: return nil
        }
    }

    private mutating func takes(_ word: String) throws(TableFault) -> Bool {
        guard token == .word(word) else { return false }
        try advance()
        return true
    }

    private mutating func takesNull() throws(TableFault) -> Bool {
        if try takes("null") { return true }
        return try takes("none")
    }

    private mutating func advance() throws(TableFault) {
        while at < characters.count, characters[at].isWhitespace { at += 1 }
        start = at
        guard at < characters.count else {
            token = nil
            return
        }
        let first = characters[at]
        if first == "'" || first == "\"" {
            token = .text(try quoted(first))
        } else if first.isLetter || first == "_" {
            var word = ""
            while at < characters.count, characters[at].isLetter || characters[at].isNumber || characters[at] == "_" {
                word.append(characters[at])
                at += 1
            }
            token = .word(word.lowercased())
        } else if first.isNumber || first == "-" || first == "." || first == "+" {
            var text = ""
            while at < characters.count, characters[at].isNumber || "+-.eE".contains(characters[at]) {
                text.append(characters[at])
                at += 1
            }
            guard let number = DecimalNumber.read(text) else { throw fault("'\(text.shortened)' is not a number") }
            token = .number(number)
        } else {
            at += 1
            let isLong = at < characters.count && characters[at] == "=" && "=!<>".contains(first)
            if isLong { at += 1 }
            token = .sign(String(first) + (isLong ? "=" : ""))
        }
    }

    /// A backslash takes the next character as it is.
    private mutating func quoted(_ quote: Character) throws(TableFault) -> String {
        var text = ""
        at += 1
        while at < characters.count, characters[at] != quote {
            if characters[at] == "\\", at + 1 < characters.count { at += 1 }
            text.append(characters[at])
            at += 1
        }
        guard at < characters.count else { throw fault("the quote that begins here has no end") }
        at += 1
        return text
    }

    private func fault(_ what: String) -> TableFault {
        let place = start < characters.count ? "at character \(start + 1)" : "at its end"
        return TableFault("the filter '\(String(characters).shortened)' is wrong \(place): \(what)")
    }
}
