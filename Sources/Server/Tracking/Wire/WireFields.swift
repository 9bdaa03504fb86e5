import Domain

/// The fields of a request, from its JSON body or its query. Unknown fields are ignored, as MLflow ignores them;
/// wrong kinds are refused in MLflow's words, with the path of the field.
struct WireFields {
    private let members: [String: JSONValue]
    private let parent: String
    /// Its place in the array `parent`; the path is put together only when an error needs it.
    private let index: Int?

    init(_ members: [String: JSONValue], path: String = "", index: Int? = nil) {
        self.members = members
        parent = path
        self.index = index
    }

    init(_ value: JSONValue, path: String = "", index: Int? = nil) throws {
        guard case .object(let members) = value else { throw Self.invalid(value, Self.path(path, index)) }
        self.init(members, path: path, index: index)
    }

    /// The first of some names that is there, and its value; `null` counts as not there.
    subscript(name: String) -> JSONValue? {
        guard let value = members[name], !value.isNull else { return nil }
        return value
    }

    func optionalText(_ name: String) throws -> String? {
        switch self[name] {
        case nil: nil
        case .string(let text): text
        case .some(let other): throw Self.invalid(other, place(name))
        }
    }

    func text(_ name: String) throws -> String {
        guard let text = try optionalText(name) else { throw missing(name) }
        return text
    }

    /// A required text that is not empty.
    func filledText(_ name: String) throws -> String {
        let text = try text(name)
        guard !text.isEmpty else { throw missing(name) }
        return text
    }

    /// The run a request is about; older clients say `run_uuid`.
    func run() throws -> RunID {
        let text = try optionalText("run_id").flatMap { $0.isEmpty ? nil : $0 } ?? optionalText("run_uuid")
        guard let text, !text.isEmpty else { throw missing("run_id") }
        return RunID(text)
    }

    func optionalInteger(_ name: String) throws -> Int64? {
        switch self[name] {
        case nil: return nil
        case .int(let number): return number
        case .double(let number):
            guard let integer = Int64(exactly: number) else { throw Self.invalid(.double(number), place(name)) }
            return integer
        case .string(let text):
            guard let number = Int64(text) else { throw Self.invalid(.string(text), place(name)) }
            return number
        case .some(let other): throw Self.invalid(other, place(name))
        }
    }

    func integer(_ name: String) throws -> Int64 {
        guard let number = try optionalInteger(name) else { throw missing(name) }
        return number
    }

    /// A metric's value: a number, or the texts `NaN`, `Infinity` and `-Infinity`. Truth values are refused.
    func number(_ name: String) throws -> Double {
        switch self[name] {
        case nil: throw missing(name)
        case .int(let number): return Double(number)
        case .double(let number): return number
        case .string("NaN"): return .nan
        case .string("Infinity"): return .infinity
        case .string("-Infinity"): return -.infinity
        case .some(let other): throw Self.invalid(other, place(name))
        }
    }

    func truth(_ name: String, default standard: Bool) throws -> Bool {
        switch self[name] {
        case nil: standard
        case .bool(let truth): truth
        case .string("true"): true
        case .string("false"): false
        case .some(let other): throw Self.invalid(other, place(name))
        }
    }

    func texts(_ name: String) throws -> [String] {
        switch self[name] {
        case nil: []
        case .string(let text): [text]
        case .array(let elements):
            try elements.enumerated().map { index, element in
                guard case .string(let text) = element else { throw Self.invalid(element, "\(place(name))[\(index)]") }
                return text
            }
        case .some(let other): throw Self.invalid(other, place(name))
        }
    }

    /// The objects of an array, each with its path.
    func objects(_ name: String) throws -> [WireFields] {
        switch self[name] {
        case nil: []
        case .array(let elements):
            try elements.enumerated().map { [place = place(name)] in try WireFields($1, path: place, index: $0) }
        case .some(let other): throw Self.invalid(other, place(name))
        }
    }

    func object(_ name: String) throws -> WireFields {
        guard let value = self[name] else { throw missing(name) }
        return try WireFields(value, path: place(name))
    }

    func pairs(_ name: String) throws -> [TrackingPair] {
        try objects(name).map { try $0.pair() }
    }

    /// A parameter or tag; a missing value is an empty one.
    func pair() throws -> TrackingPair {
        TrackingPair(try filledText("key"), try optionalText("value") ?? "")
    }

    func view(_ name: String) throws -> LifecycleView {
        guard let text = try optionalText(name) else { return .active }
        guard let view = LifecycleView(rawValue: text) else { throw Self.invalid(.string(text), place(name)) }
        return view
    }

    func maximum(_ name: String = "max_results", default standard: Int, limit: Int) throws -> Int {
        guard let number = try optionalInteger(name) else { return standard }
        guard number >= 1, number <= limit else {
            throw AtelierError(
                .invalidArgument,
                "Invalid value \(number) for parameter '\(place(name))' supplied: It must be between 1 and \(limit).")
        }
        return Int(number)
    }

    func pageToken() throws -> String? {
        try optionalText("page_token").flatMap { $0.isEmpty ? nil : $0 }
    }

    static func invalid(_ value: JSONValue, _ path: String) -> AtelierError {
        AtelierError(
            .invalidArgument, "Invalid value \(value.wireText.prefix(500)) for parameter '\(path)' supplied.")
    }

    private func missing(_ name: String) -> AtelierError {
        AtelierError(.invalidArgument, "Missing value for required parameter '\(place(name))'.")
    }

    private func place(_ name: String) -> String {
        let path = Self.path(parent, index)
        return path.isEmpty ? name : "\(path).\(name)"
    }

    private static func path(_ parent: String, _ index: Int?) -> String {
        index.map { "\(parent)[\($0)]" } ?? parent
    }
}
