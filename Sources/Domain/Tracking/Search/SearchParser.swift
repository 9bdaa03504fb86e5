/// Reads MLflow's search language: `cmp (AND cmp)*`, where a comparison is `entity.key op value`. `OR`, `NOT` and
/// parentheses around clauses are refused, as MLflow refuses them.
package struct SearchParser: Sendable {
    private let grammar: SearchGrammar

    package init(_ grammar: SearchGrammar) {
        self.grammar = grammar
    }

    /// Throws `invalidArgument` with MLflow's wording.
    package func filter(_ text: String?) throws -> SearchFilter {
        guard let text, text.contains(where: { !$0.isWhitespace }) else { return SearchFilter() }
        guard let tokens = SearchToken.split(text) else { throw invalidClauses(text) }
        var stream = SearchTokens(tokens)
        var clauses: [SearchClause] = []
        repeat {
            clauses.append(try clause(in: &stream, of: text))
            try check(clauses)
        } while stream.takeWord("AND")
        guard stream.isAtEnd else { throw invalidClauses(text) }
        return SearchFilter(clauses: clauses)
    }

    /// Sort keys such as `metrics.loss DESC`; the same key twice is an error.
    package func orders(_ texts: [String]) throws -> [SearchOrder] {
        guard texts.count <= TrackingLimits.searchOrders else {
            throw AtelierError(
                .invalidArgument, "`order_by` may have at most \(TrackingLimits.searchOrders) keys, got \(texts.count)")
        }
        var seen: Set<SearchField> = []
        return try texts.map { text in
            guard let tokens = SearchToken.split(text) else { throw invalidOrder(text) }
            var stream = SearchTokens(tokens)
            guard let name = stream.takeName() else { throw invalidOrder(text) }
            let field = try self.field(name).field
            let isAscending = stream.takeWord("ASC") || !stream.takeWord("DESC")
            guard stream.isAtEnd else { throw invalidOrder(text) }
            guard seen.insert(field).inserted else {
                throw AtelierError(
                    .invalidArgument, "`order_by` contains duplicate fields: '\(text.neutralised)'")
            }
            return SearchOrder(field: field, isAscending: isAscending)
        }
    }

    private func check(_ clauses: [SearchClause]) throws {
        let values =
            switch clauses.last?.comparison {
            case .isIn(let values), .isNotIn(let values): values.count
            default: 1
            }
        guard clauses.count <= TrackingLimits.searchClauses, values <= TrackingLimits.searchValues else {
            throw AtelierError(
                .invalidArgument,
                "a filter may have at most \(TrackingLimits.searchClauses) clauses, and a list in it "
                    + "\(TrackingLimits.searchValues) values")
        }
    }

    private func clause(in stream: inout SearchTokens, of text: String) throws -> SearchClause {
        guard !stream.takeWord("NOT"), let name = stream.takeName() else { throw invalidClauses(text) }
        let (field, kind) = try self.field(name)
        if stream.takeWord("IS") {
            let isNegated = stream.takeWord("NOT")
            guard stream.takeWord("NULL"), field.allowsNullTest else { throw invalidClauses(text) }
            return SearchClause(field: field, comparison: isNegated ? .isNotNull : .isNull)
        }
        if let isNegated = stream.takeIn() {
            guard kind == .identifier else {
                throw AtelierError(
                    .invalidArgument, "Invalid comparator '\(isNegated ? "NOT IN" : "IN")' for '\(name.text)'")
            }
            guard let values = stream.takeList() else { throw invalidClauses(text) }
            return SearchClause(field: field, comparison: isNegated ? .isNotIn(values) : .isIn(values))
        }
        guard let symbol = stream.takeComparator(), !stream.isAtEnd else { throw invalidClauses(text) }
        return SearchClause(field: field, comparison: try comparison(symbol, kind, name, &stream, text))
    }

    private func comparison(
        _ symbol: String, _ kind: SearchGrammar.Kind, _ name: SearchName, _ stream: inout SearchTokens, _ text: String
    ) throws -> SearchComparison {
        switch kind {
        case .number:
            guard let comparator = SearchComparison.NumberOperator(rawValue: symbol) else {
                throw AtelierError(.invalidArgument, "Invalid comparator '\(symbol)' for '\(name.text)'")
            }
            guard let number = stream.takeNumber() else {
                throw AtelierError(
                    .invalidArgument, "Expected numeric value type for \(name.text). Found another kind of value")
            }
            return .number(comparator, number)
        case .text, .identifier:
            guard let comparator = SearchComparison.TextOperator(rawValue: symbol) else {
                throw AtelierError(.invalidArgument, "Invalid comparator '\(symbol)' for '\(name.text)'")
            }
            guard let value = stream.takeString() else {
                throw AtelierError(
                    .invalidArgument,
                    "Expected a quoted string value for \(name.text) (e.g. 'my-value'). Got another kind of value")
            }
            return .text(comparator, value)
        }
    }

    /// Finds the field a name means, and what kind of values it takes.
    private func field(_ name: SearchName) throws -> (field: SearchField, kind: SearchGrammar.Kind) {
        let parts = name.parts
        guard parts.count > 1 else { return try attribute(parts[0], written: name.text) }
        guard let entity = SearchGrammar.entity(parts[0]), grammar.entities.contains(entity) else {
            throw AtelierError(
                .invalidArgument, "Invalid entity type '\(parts[0].neutralised)' in '\(name.text.neutralised)'")
        }
        let key = parts.dropFirst().joined(separator: ".")
        switch entity {
        case .metric: return (.metric(key), .number)
        case .parameter: return (.parameter(key), .text)
        case .tag: return (.tag(key), .text)
        case .attribute: return try attribute(key, written: name.text)
        case .dataset:
            guard SearchGrammar.datasetFields.contains(key) else {
                throw AtelierError(.invalidArgument, "Invalid dataset attribute key '\(key.neutralised)' specified")
            }
            return (.dataset(key), .identifier)
        }
    }

    private func attribute(
        _ key: String, written: String
    ) throws -> (field: SearchField, kind: SearchGrammar.Kind) {
        guard let attribute = grammar.attributes[key] else {
            let valid = Set(grammar.attributes.values.map(\.name)).sorted().map { "'\($0)'" }.joined(separator: ", ")
            throw AtelierError(
                .invalidArgument,
                "Invalid attribute key '\(key.neutralised)' specified. Valid keys are '{\(valid)}'")
        }
        return (.attribute(attribute.name), attribute.kind)
    }

    private func invalidClauses(_ text: String) -> AtelierError {
        AtelierError(.invalidArgument, "Invalid clause(s) in filter string: '\(text.neutralised)'")
    }

    private func invalidOrder(_ text: String) -> AtelierError {
        AtelierError(.invalidArgument, "Invalid order_by clause '\(text.neutralised)'")
    }
}

extension SearchField {
    fileprivate var allowsNullTest: Bool {
        switch self {
        case .parameter, .tag: true
        case .metric, .attribute, .dataset: false
        }
    }
}
