/// A parsed search filter: every clause must hold. Literals stay values; they never become query text.
package struct SearchFilter: Sendable, Equatable {
    package let clauses: [SearchClause]

    package init(clauses: [SearchClause] = []) {
        self.clauses = clauses
    }
}

package struct SearchClause: Sendable, Equatable {
    package let field: SearchField
    package let comparison: SearchComparison

    package init(field: SearchField, comparison: SearchComparison) {
        self.field = field
        self.comparison = comparison
    }
}

/// What a clause or a sort key looks at.
package enum SearchField: Sendable, Hashable {
    case metric(String)
    case parameter(String)
    case tag(String)
    /// One of the noun's own fields, by its canonical name.
    case attribute(String)
    case dataset(String)
}

package enum SearchComparison: Sendable, Equatable {
    case number(NumberOperator, SearchNumber)
    case text(TextOperator, String)
    case isIn([String])
    case isNotIn([String])
    case isNull
    case isNotNull

    package enum NumberOperator: String, Sendable {
        case equal = "=", notEqual = "!=", less = "<", lessOrEqual = "<=", greater = ">", greaterOrEqual = ">="
    }

    package enum TextOperator: String, Sendable {
        case equal = "=", notEqual = "!=", like = "LIKE", ilike = "ILIKE"
    }
}

/// A number as it was written: integers keep all 64 bits.
package enum SearchNumber: Sendable, Equatable {
    case integer(Int64)
    case real(Double)
}

package struct SearchOrder: Sendable, Equatable {
    package let field: SearchField
    package let isAscending: Bool

    package init(field: SearchField, isAscending: Bool) {
        self.field = field
        self.isAscending = isAscending
    }
}
