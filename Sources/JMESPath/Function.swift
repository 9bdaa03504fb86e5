/// The functions of the JMESPath specification.
enum Function: String, CaseIterable, Sendable {
    case abs, avg, ceil, contains
    case endsWith = "ends_with"
    case floor, join, keys, length, map, max
    case maxBy = "max_by"
    case merge, min
    case minBy = "min_by"
    case notNull = "not_null"
    case reverse, sort
    case sortBy = "sort_by"
    case startsWith = "starts_with"
    case sum
    case toArray = "to_array"
    case toNumber = "to_number"
    case toString = "to_string"
    case type, values
}

/// What a function takes.
struct Signature: Sendable {
    let parameters: [Parameter]
    /// The last parameter may be given any number of times, at least once.
    let isVariadic: Bool

    init(_ parameters: Parameter..., isVariadic: Bool = false) {
        self.parameters = parameters
        self.isVariadic = isVariadic
    }

    func parameter(at index: Int) -> Parameter {
        parameters[Swift.min(index, parameters.count - 1)]
    }

    /// `a string, an array of strings`
    var spelling: String {
        parameters.map(\.rawValue).joined(separator: ", ") + (isVariadic ? ", …" : "")
    }
}

extension Parameter {
    /// A value that may stand where there is none, as a query writes it.
    var stopgap: String? {
        switch self {
        case .number: "`0`"
        case .string, .sized, .arrayOrString: "''"
        case .array, .numbers, .strings, .numbersOrStrings: "`[]`"
        case .object: "`{}`"
        case .any, .expression: nil
        }
    }
}

enum Parameter: String, Sendable {
    case any = "a value"
    case number = "a number"
    case string = "a string"
    case array = "an array"
    case object = "an object"
    case expression = "an expression (&…)"
    case numbers = "an array of numbers"
    case strings = "an array of strings"
    case numbersOrStrings = "an array of numbers or of strings"
    case arrayOrString = "an array or a string"
    case sized = "an array, an object or a string"
}

extension Function {
    var signature: Signature {
        switch self {
        case .abs, .ceil, .floor: Signature(.number)
        case .avg, .sum: Signature(.numbers)
        case .contains: Signature(.arrayOrString, .any)
        case .endsWith, .startsWith: Signature(.string, .string)
        case .join: Signature(.string, .strings)
        case .keys, .values: Signature(.object)
        case .length: Signature(.sized)
        case .map: Signature(.expression, .array)
        case .max, .min, .sort: Signature(.numbersOrStrings)
        case .maxBy, .minBy, .sortBy: Signature(.array, .expression)
        case .merge: Signature(.object, isVariadic: true)
        case .notNull: Signature(.any, isVariadic: true)
        case .reverse: Signature(.arrayOrString)
        case .toArray, .toNumber, .toString, .type: Signature(.any)
        }
    }
}
