/// An input a component declares: a value with its bounds, or data.
package struct ComponentInput: Codable, Sendable, Hashable {
    package var type: PortType
    package var description: String?
    package var isOptional: Bool
    /// Of the input's type; data has none.
    package var standard: JSONValue?
    /// The only values there are.
    package var choices: [String]
    package var least: Double?
    package var most: Double?
    package var mode: InputMode?

    package init(
        type: PortType, description: String? = nil, isOptional: Bool = false, standard: JSONValue? = nil,
        choices: [String] = [], least: Double? = nil, most: Double? = nil, mode: InputMode? = nil
    ) {
        self.type = type
        self.description = description
        self.isOptional = isOptional
        self.standard = standard
        self.choices = choices
        self.least = least
        self.most = most
        self.mode = mode
    }

    /// Why a value, as text, cannot be the input's; nil when it can.
    package func problem(with text: String) -> String? {
        switch type {
        case .boolean where !["true", "false"].contains(text.lowercased()): return "is not true or false"
        case .integer where Int64(text) == nil: return "is not a whole number"
        case .number where Double(text) == nil: return "is not a number"
        default: break
        }
        if !choices.isEmpty, !choices.contains(text) { return "is none of \(choices.joined(separator: ", "))" }
        guard let number = Double(text), type == .integer || type == .number else { return nil }
        if let least, number < least { return "is less than \(Self.shown(least))" }
        if let most, number > most { return "is more than \(Self.shown(most))" }
        return nil
    }

    /// A whole number without its `.0`.
    package static func shown(_ number: Double) -> String {
        Int64(exactly: number).map { "\($0)" } ?? "\(number)"
    }
}
