/// Writes predictions as JSON, as MLflow's and Azure's model servers give them: an output as a list with an entry a row, or
/// several outputs as an object with such a list for each. A row of one number is that number; a row whose columns are
/// classes by name is an object.
enum PredictionWriter {
    static func write(_ outputs: [Tensor], into body: inout BodyWriter) {
        if outputs.count == 1 { return write(outputs[0], into: &body) }
        for (index, output) in outputs.enumerated() {
            body.write(index == 0 ? "{" as StaticString : ", ")
            body.writeJSON(output.name)
            body.write(": " as StaticString)
            write(output, into: &body)
        }
        body.write("}" as StaticString)
    }

    private static func write(_ tensor: Tensor, into body: inout BodyWriter) {
        let shape = tensor.shape.dropFirst()
        let rows = tensor.shape.first ?? 0
        if shape.allSatisfy({ $0 == 1 }) { return body.writeJSON(tensor.elements) }
        body.write("[" as StaticString)
        if let labels = tensor.labels, shape.count == 1, labels.count == shape.first {
            for row in 0..<rows {
                body.write(row == 0 ? "{" as StaticString : "}, {")
                for (column, label) in labels.enumerated() {
                    if column > 0 { body.write(", " as StaticString) }
                    body.writeJSON(label)
                    body.write(": " as StaticString)
                    body.writeJSON(tensor.elements, at: row * labels.count + column)
                }
            }
            if rows > 0 { body.write("}" as StaticString) }
        } else {
            var next = 0
            for row in 0..<rows {
                if row > 0 { body.write(", " as StaticString) }
                body.writeJSON(tensor.elements, shape: shape, &next)
            }
        }
        body.write("]" as StaticString)
    }
}
