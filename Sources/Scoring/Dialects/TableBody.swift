import NIOCore

/// Tensors as the JSON that a Python worker takes.
enum TableBody {
    /// `{"data": [[…]]}`: a row of each tensor's first dimension; those of several tensors side by side, whose names
    /// are the `columns`. A tensor of more dimensions stays nested.
    static func data(_ tensors: [Tensor]) -> ByteBuffer {
        var body = BodyWriter()
        guard tensors.count > 1, tensors.allSatisfy({ $0.shape.first == tensors[0].shape.first }) else {
            body.write("{\"data\": " as StaticString)
            for tensor in tensors.prefix(1) {
                writeNested(tensor, shape: tensor.shape.count == 1 ? tensor.shape + [1] : tensor.shape, into: &body)
            }
            body.write("}" as StaticString)
            return body.buffer
        }
        body.write("{\"columns\": " as StaticString)
        body.writeJSON(.text(tensors.flatMap { tensor in
            let width = tensor.rowWidth
            return width == 1 ? [tensor.name] : (0..<width).map { "\(tensor.name).\($0)" }
        }))
        body.write(", \"data\": " as StaticString)
        writeRows(tensors, into: &body)
        body.write("}" as StaticString)
        return body.buffer
    }

    /// What MLflow takes: columns of one value a row as `dataframe_split`, anything else as `inputs`.
    static func mlflow(_ tensors: [Tensor]) -> ByteBuffer {
        var body = BodyWriter()
        let areColumns = tensors.allSatisfy { $0.rowWidth == 1 && $0.shape.count <= 2 && $0.shape[0] == tensors[0].shape[0] }
        if tensors.count > 1 || tensors[0].shape.count == 1, areColumns {
            body.write("{\"dataframe_split\": {\"columns\": " as StaticString)
            body.writeJSON(.text(tensors.map(\.name)))
            body.write(", \"data\": " as StaticString)
            writeRows(tensors, into: &body)
            body.write("}}" as StaticString)
            return body.buffer
        }
        body.write("{\"inputs\": " as StaticString)
        if tensors.count == 1 {
            writeNested(tensors[0], shape: tensors[0].shape, into: &body)
        } else {
            for (index, tensor) in tensors.enumerated() {
                body.write(index == 0 ? "{" as StaticString : ", ")
                body.writeJSON(tensor.name)
                body.write(": " as StaticString)
                writeNested(tensor, shape: tensor.shape, into: &body)
            }
            body.write("}" as StaticString)
        }
        body.write("}" as StaticString)
        return body.buffer
    }

    private static func writeRows(_ tensors: [Tensor], into body: inout BodyWriter) {
        body.write("[" as StaticString)
        for row in 0..<(tensors[0].shape.first ?? 0) {
            body.write(row == 0 ? "[" as StaticString : ", [")
            var isFirst = true
            for tensor in tensors {
                let width = tensor.rowWidth
                for cell in (row * width)..<((row + 1) * width) {
                    if !isFirst { body.write(", " as StaticString) }
                    isFirst = false
                    body.writeJSON(tensor.elements, at: cell)
                }
            }
            body.write("]" as StaticString)
        }
        body.write("]" as StaticString)
    }

    private static func writeNested(_ tensor: Tensor, shape: [Int], into body: inout BodyWriter) {
        var next = 0
        body.writeJSON(tensor.elements, shape: shape[...], &next)
    }
}
