import Documents
import Domain
import JMESPath

/// The one place where a result becomes text.
package struct Renderer: Sendable {
    let format: OutputFormat
    let query: String?
    /// Foreign text is made harmless only where a terminal would obey it.
    let isForTerminal: Bool
    let allowsColour: Bool

    package init(format: OutputFormat, query: String? = nil, isForTerminal: Bool = false, allowsColour: Bool = false) {
        self.format = format
        self.query = query
        self.isForTerminal = isForTerminal
        self.allowsColour = allowsColour
    }

    /// Throws `QueryError` when the query cannot be read.
    package func checkQuery() throws {
        if let query { _ = try JMESPath.Expression(parsing: query) }
    }

    /// Everything standard output gets, the last line feed included. Throws `QueryError`.
    package func text(of answer: Answer) throws -> String {
        guard var value = answer.value else { return "" }
        var columns = answer.columns
        var order: [String] = []
        if let query {
            let expression = try JMESPath.Expression(parsing: query)
            value = try expression.evaluate(value)
            columns = []
            order = expression.memberOrder
            // As az: a query that finds nothing prints nothing.
            if value.isNull { return "" }
        }
        switch format {
        case .json: return value.indentedText + "\n"
        case .jsonc: return (allowsColour ? JSONColours.coloured(value) : value.indentedText) + "\n"
        case .yaml, .yamlc: return YAMLText.text(of: value)
        case .table: return TableText(columns: columns, order: order).text(of: value, isForTerminal: isForTerminal)
        case .tsv: return TSVText(order: order).text(of: value, isForTerminal: isForTerminal)
        case .none: return ""
        }
    }
}
