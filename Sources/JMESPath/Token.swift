import Domain

/// One word of the language and where it stands.
struct Token: Hashable {
    enum Kind: Hashable {
        case identifier(String)
        case quotedIdentifier(String)
        case literal(JSONValue)
        case number(Int)
        case dot, star, comma, colon, current
        case leftParenthesis, rightParenthesis, leftBrace, rightBrace, leftBracket, rightBracket
        /// `[]`
        case flatten
        /// `[?`
        case filter
        case pipe, or, and, not
        /// `&`
        case expression
        case comparator(Comparator)
        case end
    }

    let kind: Kind
    let offset: Int
}

enum Comparator: String {
    case equal = "=="
    case notEqual = "!="
    case less = "<"
    case lessOrEqual = "<="
    case greater = ">"
    case greaterOrEqual = ">="
}

extension Token.Kind {
    /// How tightly the token holds what stands before it. Every implementation of JMESPath uses these ranks: they are
    /// where the grammar's precedence is written down.
    var bindingPower: Int {
        switch self {
        case .pipe: 1
        case .or: 2
        case .and: 3
        case .comparator: 5
        case .flatten: BindingPower.flatten
        case .star: BindingPower.star
        case .filter: BindingPower.filter
        case .dot: BindingPower.dot
        case .not: BindingPower.not
        case .leftBrace: 50
        case .leftBracket: 55
        case .leftParenthesis: 60
        default: 0
        }
    }

    /// The token as a person would write it.
    var spelling: String {
        switch self {
        case .identifier(let name): name
        case .quotedIdentifier(let name): JSONValue.quoted(name)
        case .literal(let value): "`\(value.compactText)`"
        case .number(let value): String(value)
        case .dot: "."
        case .star: "*"
        case .comma: ","
        case .colon: ":"
        case .current: "@"
        case .leftParenthesis: "("
        case .rightParenthesis: ")"
        case .leftBrace: "{"
        case .rightBrace: "}"
        case .leftBracket: "["
        case .rightBracket: "]"
        case .flatten: "[]"
        case .filter: "[?"
        case .pipe: "|"
        case .or: "||"
        case .and: "&&"
        case .not: "!"
        case .expression: "&"
        case .comparator(let comparator): comparator.rawValue
        case .end: "the end"
        }
    }
}

enum BindingPower {
    static let lowest = 0
    static let flatten = 9
    /// Tokens that hold less tightly than this end a projection.
    static let projectionStop = 10
    static let star = 20
    static let filter = 21
    static let dot = 40
    static let not = 45
}
