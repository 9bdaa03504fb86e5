import NIOCore

/// Writes predictions as JSON, as MLflow's and Azure's model servers give them: the model's first output as a list with
/// an entry a row, or for outputs that were asked for by name, an object with such a list for each, unless it is one.
/// A row of one number is that number; a row whose columns are classes by name is an object.
enum PredictionWriter {
    static func write(_ outputs: [Tensor], asked: [String]?, into buffer: inout ByteBuffer) {
        if (asked?.count ?? 1) == 1 || outputs.count == 1 {
            if let first = outputs.first { write(first, into: &buffer) }
            return
        }
        for (index, output) in outputs.enumerated() {
            buffer.writeStaticString(index == 0 ? "{" : ", ")
            buffer.writeJSON(output.name)
            buffer.writeStaticString(": ")
            write(output, into: &buffer)
        }
        buffer.writeStaticString("}")
    }

    private static func write(_ tensor: Tensor, into buffer: inout ByteBuffer) {
        buffer.reserveCapacity(minimumWritableBytes: tensor.count * 12 + 16)
        switch tensor.elements {
        case .float32(let values): list(tensor, values, into: &buffer) { $0.writeJSON(number: $1) }
        case .float64(let values): list(tensor, values, into: &buffer) { $0.writeJSON(number: $1) }
        case .int64(let values): list(tensor, values, into: &buffer) { $0.writeJSON(integer: $1) }
        case .bool(let values): list(tensor, values, into: &buffer) { _ = $0.writeStaticString($1 ? "true" : "false") }
        case .text(let values): list(tensor, values, into: &buffer) { $0.writeJSON($1) }
        }
    }

    @inline(__always)
    private static func list<Element>(
        _ tensor: Tensor, _ values: [Element], into buffer: inout ByteBuffer, _ element: (inout ByteBuffer, Element) -> Void
    ) {
        let shape = tensor.shape.dropFirst()
        let rows = tensor.shape.first ?? 0
        buffer.writeStaticString("[")
        if shape.allSatisfy({ $0 == 1 }) {
            for (index, value) in values.enumerated() {
                if index > 0 { buffer.writeStaticString(", ") }
                element(&buffer, value)
            }
        } else if let labels = tensor.labels, shape.count == 1, labels.count == shape.first {
            for row in 0..<rows {
                buffer.writeStaticString(row == 0 ? "{" : "}, {")
                for (column, label) in labels.enumerated() {
                    if column > 0 { buffer.writeStaticString(", ") }
                    buffer.writeJSON(label)
                    buffer.writeStaticString(": ")
                    element(&buffer, values[row * labels.count + column])
                }
            }
            buffer.writeStaticString(rows > 0 ? "}" : "")
        } else {
            var next = 0
            for row in 0..<rows {
                if row > 0 { buffer.writeStaticString(", ") }
                nested(shape, values, &next, into: &buffer, element)
            }
        }
        buffer.writeStaticString("]")
    }

    private static func nested<Element>(
        _ shape: ArraySlice<Int>, _ values: [Element], _ next: inout Int, into buffer: inout ByteBuffer,
        _ element: (inout ByteBuffer, Element) -> Void
    ) {
        guard let length = shape.first else {
            element(&buffer, values[next])
            next += 1
            return
        }
        buffer.writeStaticString("[")
        for index in 0..<length {
            if index > 0 { buffer.writeStaticString(", ") }
            nested(shape.dropFirst(), values, &next, into: &buffer, element)
        }
        buffer.writeStaticString("]")
    }
}

extension ByteBuffer {
    /// Decimal digits, without a text in between.
    mutating func writeJSON(integer value: Int64) {
        if value >= 0, value < 10 {
            writeInteger(UInt8(truncatingIfNeeded: value) + 0x30)
            return
        }
        var rest = value.magnitude
        withUnsafeTemporaryAllocation(byteCount: 20, alignment: 1) { digits in
            var start = digits.count
            repeat {
                start -= 1
                digits[start] = UInt8(truncatingIfNeeded: rest % 10) + 0x30
                rest /= 10
            } while rest > 0
            if value < 0 { writeInteger(UInt8(ascii: "-")) }
            writeBytes(UnsafeRawBufferPointer(rebasing: digits[start...]))
        }
    }
}
