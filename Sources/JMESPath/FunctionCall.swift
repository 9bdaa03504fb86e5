import Domain

/// One call of a function, its arguments already checked against the signature.
struct FunctionCall {
    let interpreter: Interpreter
    let function: Function
    let offset: Int
    /// The `&…` argument of the functions that take one.
    let expression: Node

    func result(_ arguments: [JSONValue]) throws(QueryError) -> JSONValue {
        switch (function, arguments.first, arguments.dropFirst().first) {
        case (.abs, .int(let number)?, _): return number == .min ? .double(-Double(number)) : .int(Swift.abs(number))
        case (.abs, .double(let number)?, _): return .double(number.magnitude)
        case (.ceil, let number?, _): return rounded(number, .up)
        case (.floor, let number?, _): return rounded(number, .down)
        case (.avg, .array(let numbers)?, _):
            guard !numbers.isEmpty, let sum = sum(numbers).doubleValue else { return .null }
            return .double(sum / Double(numbers.count))
        case (.sum, .array(let numbers)?, _): return sum(numbers)
        case (.contains, .array(let elements)?, let wanted?): return .bool(elements.contains { $0.matches(wanted) })
        case (.contains, .string(let text)?, .string(let wanted)?): return .bool(contains(text, wanted))
        case (.contains, _, _): return .bool(false)
        case (.startsWith, .string(let text)?, .string(let prefix)?):
            return .bool(text.unicodeScalars.starts(with: prefix.unicodeScalars))
        case (.endsWith, .string(let text)?, .string(let suffix)?):
            return .bool(text.unicodeScalars.reversed().starts(with: suffix.unicodeScalars.reversed()))
        case (.join, .string(let glue)?, .array(let texts)?):
            return .string(texts.compactMap(\.stringValue).joined(separator: glue))
        case (.keys, .object(let members)?, _): return .array(JSONValue.ordered(members).map { .string($0.key) })
        case (.values, .object(let members)?, _): return .array(JSONValue.ordered(members).map(\.value))
        case (.length, .array(let elements)?, _): return .int(Int64(elements.count))
        case (.length, .object(let members)?, _): return .int(Int64(members.count))
        case (.length, .string(let text)?, _): return .int(Int64(text.unicodeScalars.count))
        case (.map, .array(let elements)?, _):
            var mapped: [JSONValue] = []
            for element in elements { mapped.append(try interpreter.evaluate(expression, element)) }
            return .array(mapped)
        case (.max, .array(let elements)?, _): return best(elements.map { ($0, $0) }) { $1.precedes($0) ?? false }
        case (.min, .array(let elements)?, _): return best(elements.map { ($0, $0) }) { $0.precedes($1) ?? false }
        case (.maxBy, .array(let elements)?, _): return best(try keyed(elements)) { $1.precedes($0) ?? false }
        case (.minBy, .array(let elements)?, _): return best(try keyed(elements)) { $0.precedes($1) ?? false }
        case (.sort, .array(let elements)?, _): return sorted(elements.map { ($0, $0) })
        case (.sortBy, .array(let elements)?, _): return sorted(try keyed(elements))
        case (.merge, _, _): return merged(arguments)
        case (.notNull, _, _): return arguments.first { !$0.isNull } ?? .null
        case (.reverse, .array(let elements)?, _): return .array(elements.reversed())
        case (.reverse, .string(let text)?, _):
            return .string(String(String.UnicodeScalarView(text.unicodeScalars.reversed())))
        case (.toArray, .array(let elements)?, _): return .array(elements)
        case (.toArray, let value?, _): return .array([value])
        case (.toString, .string(let text)?, _): return .string(text)
        case (.toString, let value?, _): return .string(value.compactText)
        case (.toNumber, let value?, _): return number(from: value)
        case (.type, let value?, _): return .string(value.typeName)
        default:
            throw QueryError(
                .invalidType, "\(function.rawValue)() cannot take these arguments", in: interpreter.text, at: offset)
        }
    }

    private func rounded(_ number: JSONValue, _ rule: FloatingPointRoundingRule) -> JSONValue {
        guard case .double(let value) = number else { return number }
        let whole = value.rounded(rule)
        return Int64(exactly: whole).map(JSONValue.int) ?? .double(whole)
    }

    private func sum(_ numbers: [JSONValue]) -> JSONValue {
        numbers.reduce(.int(0)) { total, number in
            if case .int(let a) = total, case .int(let b) = number {
                let (sum, overflows) = a.addingReportingOverflow(b)
                if !overflows { return .int(sum) }
            }
            return .double((total.doubleValue ?? 0) + (number.doubleValue ?? 0))
        }
    }

    private func contains(_ text: String, _ wanted: String) -> Bool {
        let haystack = Array(text.unicodeScalars)
        let needle = Array(wanted.unicodeScalars)
        guard needle.count <= haystack.count else { return false }
        return (0...(haystack.count - needle.count)).contains { haystack[$0...].starts(with: needle) }
    }

    private func number(from value: JSONValue) -> JSONValue {
        switch value {
        case .int, .double: return value
        case .string(let text):
            guard let parsed = try? JSONParser.parse(text), parsed.doubleValue != nil else { return .null }
            return parsed
        default: return .null
        }
    }

    private func merged(_ objects: [JSONValue]) -> JSONValue {
        var result: [String: JSONValue] = [:]
        for case .object(let members) in objects {
            result.merge(members) { _, later in later }
        }
        return .object(result)
    }

    /// Every element with the key it is compared by: all numbers, or all strings.
    private func keyed(_ elements: [JSONValue]) throws(QueryError) -> [(key: JSONValue, element: JSONValue)] {
        var pairs: [(key: JSONValue, element: JSONValue)] = []
        for element in elements {
            pairs.append((try interpreter.evaluate(expression, element), element))
        }
        guard Parameter.numbersOrStrings.accepts(.array(pairs.map(\.key))) else {
            let keys = JSONValue.array(pairs.map(\.key)).describedType
            throw QueryError(
                .invalidType, "\(function.rawValue)() needs keys that are all numbers or all strings, not \(keys)",
                in: interpreter.text, at: offset)
        }
        return pairs
    }

    /// The first of the best.
    private func best(
        _ pairs: [(key: JSONValue, element: JSONValue)], isBetter: (JSONValue, JSONValue) -> Bool
    ) -> JSONValue {
        guard var winner = pairs.first else { return .null }
        for pair in pairs.dropFirst() where isBetter(pair.key, winner.key) { winner = pair }
        return winner.element
    }

    /// Equal keys keep their order.
    private func sorted(_ pairs: [(key: JSONValue, element: JSONValue)]) -> JSONValue {
        .array(
            pairs.enumerated().sorted { left, right in
                if left.element.key.precedes(right.element.key) == true { return true }
                if right.element.key.precedes(left.element.key) == true { return false }
                return left.offset < right.offset
            }.map(\.element.element))
    }
}
