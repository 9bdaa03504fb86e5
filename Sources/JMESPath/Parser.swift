import Domain

/// Reads tokens by precedence climbing: what a token means first in an expression (`prefix`), and after one (`infix`).
struct Parser {
    private let text: String
    private let tokens: [Token]
    private var position = 0
    private var depth = 0
    private var steps = 0
    /// The first fault in what is said; how it is said comes first.
    private var fault: QueryError?

    /// Deep enough for people, shallow enough for the stack.
    private static let deepest = 256
    /// A chain of steps is as deep as it is long.
    private static let mostSteps = 1000

    private init(_ text: String) throws(QueryError) {
        self.text = text
        var lexer = Lexer(text)
        tokens = try lexer.tokens()
    }

    static func parse(_ text: String) throws(QueryError) -> Node {
        var parser = try Parser(text)
        let node = try parser.expression(BindingPower.lowest)
        guard parser.current == .end else { throw parser.unexpected() }
        if let fault = parser.fault { throw fault }
        return node
    }

    private var token: Token { tokens[min(position, tokens.count - 1)] }
    private var current: Token.Kind { token.kind }
    private var following: Token.Kind { tokens[min(position + 1, tokens.count - 1)].kind }

    private func failure(_ kind: QueryError.Kind, _ message: String, at offset: Int) -> QueryError {
        QueryError(kind, message, in: text, at: offset)
    }

    private func unexpected(_ wanted: String? = nil) -> QueryError {
        let found = current == .end ? "the query ends" : "'\(current.spelling)' cannot stand"
        let place = current == .end ? "too early" : "here"
        return failure(.syntax, "\(found) \(place)" + (wanted.map { ", expected \($0)" } ?? ""), at: token.offset)
    }

    private mutating func note(_ error: QueryError) {
        fault = fault ?? error
    }

    private mutating func take(_ kind: Token.Kind) -> Bool {
        guard current == kind else { return false }
        position += 1
        return true
    }

    private mutating func expect(_ kind: Token.Kind) throws(QueryError) {
        guard take(kind) else { throw unexpected("'\(kind.spelling)'") }
    }

    private mutating func expression(_ power: Int) throws(QueryError) -> Node {
        guard depth < Self.deepest else { throw failure(.syntax, "the query is nested too deeply", at: token.offset) }
        depth += 1
        defer { depth -= 1 }
        var left = try prefix()
        while power < current.bindingPower {
            guard steps < Self.mostSteps else {
                throw failure(.syntax, "the query takes more than \(Self.mostSteps) steps", at: token.offset)
            }
            steps += 1
            left = try infix(left)
        }
        return left
    }

    private mutating func prefix() throws(QueryError) -> Node {
        let first = token
        guard first.kind != .end else { throw unexpected("an expression") }
        position += 1
        switch first.kind {
        case .literal(let value): return .literal(value)
        case .identifier(let name):
            return current == .leftParenthesis ? try call(name, at: first.offset) : .field(name)
        case .quotedIdentifier(let name):
            guard current != .leftParenthesis else {
                throw failure(.syntax, "a function's name cannot stand in quotes", at: first.offset)
            }
            return .field(name)
        case .current: return .current
        case .star:
            return .valueProjection(left: .current, right: try projected(BindingPower.star))
        case .flatten:
            return .projection(left: .flatten(.current), right: try projected(BindingPower.flatten))
        case .filter: return try filter(over: .current)
        case .not: return .not(try expression(BindingPower.not))
        case .leftBrace: return try hash()
        case .leftParenthesis:
            let inner = try expression(BindingPower.lowest)
            try expect(.rightParenthesis)
            return inner
        case .leftBracket:
            if case .number = current { return try indexOrSlice(of: .current) }
            if current == .colon { return try indexOrSlice(of: .current) }
            if current == .star, following == .rightBracket { return try listProjection(of: .current) }
            return try list()
        default:
            position -= 1
            throw unexpected("an expression")
        }
    }

    private mutating func infix(_ left: Node) throws(QueryError) -> Node {
        let operation = token
        position += 1
        let power = operation.kind.bindingPower
        switch operation.kind {
        case .dot:
            guard take(.star) else { return .chain(left, try member(BindingPower.dot)) }
            return .valueProjection(left: left, right: try projected(BindingPower.dot))
        case .pipe: return .chain(left, try expression(power))
        case .or: return .or(left, try expression(power))
        case .and: return .and(left, try expression(power))
        case .comparator(let comparator): return .comparison(comparator, left, try expression(power))
        case .flatten: return .projection(left: .flatten(left), right: try projected(BindingPower.flatten))
        case .filter: return try filter(over: left)
        case .leftBracket:
            if case .number = current { return try indexOrSlice(of: left) }
            if current == .colon { return try indexOrSlice(of: left) }
            return try listProjection(of: left)
        default:
            position -= 1
            throw unexpected()
        }
    }

    /// After a dot: a name, a function, a list or a hash.
    private mutating func member(_ power: Int) throws(QueryError) -> Node {
        switch current {
        case .identifier, .quotedIdentifier, .star: return try expression(power)
        case .leftBracket:
            position += 1
            return try list()
        case .leftBrace:
            position += 1
            return try hash()
        default: throw unexpected("a name, '*', '[' or '{' after the dot")
        }
    }

    /// What is done to every element of a projection, up to the token that ends it.
    private mutating func projected(_ power: Int) throws(QueryError) -> Node {
        if current.bindingPower < BindingPower.projectionStop { return .current }
        switch current {
        case .leftBracket, .filter: return try expression(power)
        case .dot:
            position += 1
            return try member(power)
        default: throw unexpected()
        }
    }

    private mutating func filter(over left: Node) throws(QueryError) -> Node {
        let condition = try expression(BindingPower.lowest)
        try expect(.rightBracket)
        return .filterProjection(left: left, condition: condition, right: try projected(BindingPower.filter))
    }

    /// Past `[`, before `*]`.
    private mutating func listProjection(of left: Node) throws(QueryError) -> Node {
        guard take(.star) else { throw unexpected("a number, ':', '*' or '?'") }
        try expect(.rightBracket)
        return .projection(left: left, right: try projected(BindingPower.star))
    }

    /// Past `[`, before a number or a colon.
    private mutating func indexOrSlice(of left: Node) throws(QueryError) -> Node {
        if case .number(let index) = current, following != .colon {
            position += 1
            try expect(.rightBracket)
            return .chain(left, .index(index))
        }
        var parts: [Int?] = [nil, nil, nil]
        var part = 0
        while current != .rightBracket {
            if case .number(let value) = current, parts[part] == nil {
                if part == 2, value == 0 { note(failure(.invalidValue, "a slice cannot step by 0", at: token.offset)) }
                parts[part] = value
                position += 1
            } else if current == .colon, part < 2 {
                part += 1
                position += 1
            } else {
                throw unexpected("a number, ':' or ']'")
            }
        }
        try expect(.rightBracket)
        let slice = Slice(start: parts[0], stop: parts[1], step: parts[2])
        return .projection(left: .chain(left, .slice(slice)), right: try projected(BindingPower.star))
    }

    /// Past `[`.
    private mutating func list() throws(QueryError) -> Node {
        var elements: [Node] = []
        repeat {
            elements.append(try expression(BindingPower.lowest))
        } while take(.comma)
        guard take(.rightBracket) else { throw unexpected("',' or ']'") }
        return .list(elements)
    }

    /// Past `{`.
    private mutating func hash() throws(QueryError) -> Node {
        var members: [KeyedNode] = []
        repeat {
            let key: String
            switch current {
            case .identifier(let name), .quotedIdentifier(let name): key = name
            default: throw unexpected("a name for the value")
            }
            position += 1
            try expect(.colon)
            members.append(KeyedNode(key: key, value: try expression(BindingPower.lowest)))
        } while take(.comma)
        guard take(.rightBrace) else { throw unexpected("',' or '}'") }
        return .hash(members)
    }

    /// Past the name, before `(`.
    private mutating func call(_ name: String, at offset: Int) throws(QueryError) -> Node {
        position += 1
        var arguments: [Argument] = []
        if !take(.rightParenthesis) {
            repeat {
                let isExpression = take(.expression)
                let node = try expression(BindingPower.lowest)
                arguments.append(isExpression ? .expression(node) : .value(node))
            } while take(.comma)
            guard take(.rightParenthesis) else { throw unexpected("',' or ')'") }
        }
        guard let function = Function(rawValue: name) else {
            let near = EditDistance.nearest(to: name, among: Function.allCases.map(\.rawValue))
            let hint = near.map { ", did you mean \($0)()?" } ?? ""
            note(failure(.unknownFunction, "there is no function \(name)()\(hint)", at: offset))
            return .current
        }
        let signature = function.signature
        let isRightCount =
            signature.isVariadic
            ? arguments.count >= signature.parameters.count : arguments.count == signature.parameters.count
        guard isRightCount else {
            let count = signature.parameters.count
            let wanted = "\(signature.isVariadic ? "at least " : "")\(count) argument\(count == 1 ? "" : "s")"
            note(QueryError(
                .invalidArity, "\(name)() takes \(wanted), not \(arguments.count)", in: text, at: offset,
                advice: "it takes \(signature.spelling)"))
            return .current
        }
        return .call(function, arguments, offset: offset)
    }
}
