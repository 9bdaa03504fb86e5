import Domain

/// Values between tabs, a line an element: what shell scripts read. az's rules: a list prints a line for each of its
/// elements; inside a line an object is empty and a list is its length.
struct TSVText {
    var order: [String] = []

    func text(of value: JSONValue, isForTerminal: Bool = false) -> String {
        let rows = if case .array(let elements) = value { elements } else { [value] }
        let text = rows.map { row(of: $0) + "\n" }.joined()
        return isForTerminal ? text.neutralised : text
    }

    private func row(of value: JSONValue) -> String {
        switch value {
        case .array(let elements): elements.map(cell).joined(separator: "\t")
        case .object: value.members(inOrder: order).map { cell($0.value) }.joined(separator: "\t")
        case .bool(let truth): truth ? "true" : "false"
        default: value.plainText
        }
    }

    private func cell(_ value: JSONValue) -> String {
        switch value {
        case .array(let elements): String(elements.count)
        case .object: ""
        default: value.plainText
        }
    }
}
