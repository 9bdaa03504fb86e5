import Domain

/// Evaluates a parsed query.
struct Interpreter {
    /// For the messages of errors.
    let text: String

    func evaluate(_ node: Node, _ value: JSONValue) throws(QueryError) -> JSONValue {
        switch node {
        case .current: return value
        case .literal(let literal): return literal
        case .field(let name): return value.member(name) ?? .null
        case .index(let index):
            guard case .array(let elements) = value else { return .null }
            let place = index < 0 ? index + elements.count : index
            return elements.indices.contains(place) ? elements[place] : .null
        case .slice(let slice):
            guard case .array(let elements) = value else { return .null }
            return .array(slice.indices(count: elements.count).map { elements[$0] })
        case .chain(let left, let right): return try evaluate(right, try evaluate(left, value))
        case .projection(let left, let right):
            guard case .array(let elements) = try evaluate(left, value) else { return .null }
            return try project(elements, right)
        case .valueProjection(let left, let right):
            guard case .object(let members) = try evaluate(left, value) else { return .null }
            return try project(JSONValue.ordered(members).map(\.value), right)
        case .filterProjection(let left, let condition, let right):
            guard case .array(let elements) = try evaluate(left, value) else { return .null }
            var kept: [JSONValue] = []
            for element in elements where try evaluate(condition, element).isTruthy { kept.append(element) }
            return try project(kept, right)
        case .flatten(let inner):
            guard case .array(let elements) = try evaluate(inner, value) else { return .null }
            return .array(
                elements.flatMap { element in
                    if case .array(let nested) = element { nested } else { [element] }
                })
        case .list(let nodes):
            guard !value.isNull else { return .null }
            var elements: [JSONValue] = []
            for node in nodes { elements.append(try evaluate(node, value)) }
            return .array(elements)
        case .hash(let nodes):
            guard !value.isNull else { return .null }
            var members: [String: JSONValue] = [:]
            for node in nodes { members[node.key] = try evaluate(node.value, value) }
            return .object(members)
        case .comparison(let comparator, let left, let right):
            return compare(comparator, try evaluate(left, value), try evaluate(right, value))
        case .or(let left, let right):
            let first = try evaluate(left, value)
            return first.isTruthy ? first : try evaluate(right, value)
        case .and(let left, let right):
            let first = try evaluate(left, value)
            return first.isTruthy ? try evaluate(right, value) : first
        case .not(let inner): return .bool(!(try evaluate(inner, value).isTruthy))
        case .call(let function, let arguments, let offset):
            return try call(function, arguments, offset: offset, value)
        }
    }

    /// Nulls fall out of a projection.
    private func project(_ elements: [JSONValue], _ right: Node) throws(QueryError) -> JSONValue {
        var results: [JSONValue] = []
        for element in elements {
            let result = try evaluate(right, element)
            if !result.isNull { results.append(result) }
        }
        return .array(results)
    }

    private func compare(_ comparator: Comparator, _ left: JSONValue, _ right: JSONValue) -> JSONValue {
        let answer: Bool? =
            switch comparator {
            case .equal: left.matches(right)
            case .notEqual: !left.matches(right)
            case .less: left.precedes(right)
            case .greater: right.precedes(left)
            case .lessOrEqual: right.precedes(left).map { !$0 }
            case .greaterOrEqual: left.precedes(right).map { !$0 }
            }
        return answer.map(JSONValue.bool) ?? .null
    }

    private func call(
        _ function: Function, _ arguments: [Argument], offset: Int, _ value: JSONValue
    ) throws(QueryError) -> JSONValue {
        var values: [JSONValue] = []
        var expression: Node?
        for (index, argument) in arguments.enumerated() {
            let parameter = function.signature.parameter(at: index)
            switch (argument, parameter) {
            case (.expression(let node), .expression): expression = node
            case (.expression, _):
                throw mismatch(function, index, parameter, "an expression", offset)
            case (.value(let node), _):
                let given = try evaluate(node, value)
                guard parameter.accepts(given) else {
                    let stopgap = given.isNull ? parameter.stopgap : nil
                    throw mismatch(function, index, parameter, given.describedType, offset, stopgap: stopgap)
                }
                values.append(given)
            }
        }
        return try FunctionCall(interpreter: self, function: function, offset: offset, expression: expression ?? .current)
            .result(values)
    }

    private func mismatch(
        _ function: Function, _ index: Int, _ parameter: Parameter, _ given: String, _ offset: Int,
        stopgap: String? = nil
    ) -> QueryError {
        var advice = stopgap.map { "where there may be none, write \(function.rawValue)(… || \($0) …)" }
        if parameter == .expression { advice = "write & before it: \(function.rawValue)(…, &name)" }
        return QueryError(
            .invalidType,
            "\(function.rawValue)() wants \(parameter.rawValue) as argument \(index + 1), not \(given)", in: text,
            at: offset, advice: advice)
    }
}

extension Parameter {
    func accepts(_ value: JSONValue) -> Bool {
        switch (self, value) {
        case (.expression, _): false
        case (.any, _): true
        case (.number, .int), (.number, .double), (.string, .string), (.array, .array), (.object, .object): true
        case (.arrayOrString, .array), (.arrayOrString, .string): true
        case (.sized, .array), (.sized, .object), (.sized, .string): true
        case (.numbers, .array(let elements)): elements.allSatisfy { $0.doubleValue != nil }
        case (.strings, .array(let elements)): elements.allSatisfy { $0.stringValue != nil }
        case (.numbersOrStrings, .array(let elements)):
            elements.allSatisfy { $0.doubleValue != nil } || elements.allSatisfy { $0.stringValue != nil }
        default: false
        }
    }
}

extension JSONValue {
    /// `an array`, `null`, `a boolean`, for messages.
    var describedType: String {
        switch self {
        case .null: "null"
        case .array(let elements) where !elements.isEmpty:
            "an array of \(Set(elements.map(\.typeName)).sorted().joined(separator: ", "))"
        default: typeName.withArticle
        }
    }
}
