import NIOCore

/// Tensors as the JSON that a Python worker takes.
enum TableBody {
    /// `{"data": [[…]]}`: a row of each tensor's first dimension; those of several tensors side by side, whose names
    /// are the `columns`. A tensor of more dimensions stays nested.
    static func data(_ tensors: [Tensor]) -> ByteBuffer {
        var body = ByteBuffer()
        guard tensors.count > 1, tensors.allSatisfy({ $0.shape.first == tensors[0].shape.first }) else {
            body.writeStaticString("{\"data\": ")
            for tensor in tensors.prefix(1) {
                writeNested(tensor, shape: tensor.shape.count == 1 ? tensor.shape + [1] : tensor.shape, into: &body)
            }
            body.writeStaticString("}")
            return body
        }
        body.writeStaticString("{\"columns\": ")
        body.writeJSON(.text(tensors.flatMap { tensor in
            let width = tensor.rowWidth
            return width == 1 ? [tensor.name] : (0..<width).map { "\(tensor.name).\($0)" }
        }))
        body.writeStaticString(", \"data\": ")
        writeRows(tensors, into: &body)
        body.writeStaticString("}")
        return body
    }

    /// What MLflow takes: columns of one value a row as `dataframe_split`, anything else as `inputs`.
    static func mlflow(_ tensors: [Tensor]) -> ByteBuffer {
        var body = ByteBuffer()
        let areColumns = tensors.allSatisfy { $0.rowWidth == 1 && $0.shape.count <= 2 && $0.shape[0] == tensors[0].shape[0] }
        if tensors.count > 1 || tensors[0].shape.count == 1, areColumns {
            body.writeStaticString("{\"dataframe_split\": {\"columns\": ")
            body.writeJSON(.text(tensors.map(\.name)))
            body.writeStaticString(", \"data\": ")
            writeRows(tensors, into: &body)
            body.writeStaticString("}}")
            return body
        }
        body.writeStaticString("{\"inputs\": ")
        if tensors.count == 1 {
            writeNested(tensors[0], shape: tensors[0].shape, into: &body)
        } else {
            for (index, tensor) in tensors.enumerated() {
                body.writeStaticString(index == 0 ? "{" : ", ")
                body.writeJSON(tensor.name)
                body.writeStaticString(": ")
                writeNested(tensor, shape: tensor.shape, into: &body)
            }
            body.writeStaticString("}")
        }
        body.writeStaticString("}")
        return body
    }

    private static func writeRows(_ tensors: [Tensor], into body: inout ByteBuffer) {
        body.writeStaticString("[")
        for row in 0..<(tensors[0].shape.first ?? 0) {
            body.writeStaticString(row == 0 ? "[" : ", [")
            var isFirst = true
            for tensor in tensors {
                let width = tensor.rowWidth
                for cell in (row * width)..<((row + 1) * width) {
                    if !isFirst { body.writeStaticString(", ") }
                    isFirst = false
                    body.writeJSON(tensor.elements, at: cell)
                }
            }
            body.writeStaticString("]")
        }
        body.writeStaticString("]")
    }

    private static func writeNested(_ tensor: Tensor, shape: [Int], into body: inout ByteBuffer) {
        var next = 0
        func write(_ shape: ArraySlice<Int>) {
            guard let length = shape.first else {
                body.writeJSON(tensor.elements, at: next)
                next += 1
                return
            }
            body.writeStaticString("[")
            for index in 0..<length {
                if index > 0 { body.writeStaticString(", ") }
                write(shape.dropFirst())
            }
            body.writeStaticString("]")
        }
        write(shape[...])
    }
}
