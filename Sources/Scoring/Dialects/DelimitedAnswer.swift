import NIOCore

/// Predictions as CSV, a line for every row and no line of names, as SageMaker's containers answer `Accept: text/csv`.
enum DelimitedAnswer {
    static func write(_ tensor: Tensor, into buffer: inout ByteBuffer) {
        let width = max(1, tensor.rowWidth)
        for index in 0..<tensor.count {
            if case .text(let values) = tensor.elements {
                write(values[index], into: &buffer)
            } else {
                buffer.writeJSON(tensor.elements, at: index)
            }
            buffer.writeStaticString((index + 1) % width == 0 ? "\n" : ",")
        }
    }

    /// In quotes where it must be (RFC 4180).
    private static func write(_ text: String, into buffer: inout ByteBuffer) {
        guard text.utf8.contains(where: { $0 == 0x22 || $0 == 0x2C || $0 == 0x0A || $0 == 0x0D }) else {
            buffer.writeString(text)
            return
        }
        buffer.writeStaticString("\"")
        for scalar in text.unicodeScalars {
            if scalar == "\"" { buffer.writeStaticString("\"") }
            buffer.writeString(String(scalar))
        }
        buffer.writeStaticString("\"")
    }
}
