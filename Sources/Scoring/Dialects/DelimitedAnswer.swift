/// Predictions as CSV, a line for every row and no line of names, as SageMaker's containers answer `Accept: text/csv`.
enum DelimitedAnswer {
    static func write(_ tensor: Tensor, into body: inout BodyWriter) {
        let width = max(1, tensor.rowWidth)
        for index in 0..<tensor.count {
            if case .text(let values) = tensor.elements {
                write(values[index], into: &body)
            } else {
                body.writeJSON(tensor.elements, at: index)
            }
            body.write((index + 1) % width == 0 ? "\n" as StaticString : ",")
        }
    }

    /// In quotes where it must be (RFC 4180).
    private static func write(_ text: String, into body: inout BodyWriter) {
        guard text.utf8.contains(where: { $0 == 0x22 || $0 == 0x2C || $0 == 0x0A || $0 == 0x0D }) else {
            body.write(text)
            return
        }
        body.write("\"" as StaticString)
        for scalar in text.unicodeScalars {
            if scalar == "\"" { body.write("\"" as StaticString) }
            body.write(String(scalar))
        }
        body.write("\"" as StaticString)
    }
}
