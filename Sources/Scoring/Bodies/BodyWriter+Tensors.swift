import NIOCore

extension BodyWriter {
    /// A flat list.
    mutating func writeJSON(_ elements: Tensor.Elements) {
        write("[" as StaticString)
        switch elements {
        case .float32(let values): writeList(values) { $0.writeJSON(number: $1) }
        case .float64(let values): writeList(values) { $0.writeJSON(number: $1) }
        case .int64(let values): writeList(values) { $0.writeJSON(integer: $1) }
        case .bool(let values): writeList(values) { $0.writeJSON($1) }
        case .text(let values): writeList(values) { $0.writeJSON($1) }
        }
        write("]" as StaticString)
    }

    /// One of them.
    mutating func writeJSON(_ elements: Tensor.Elements, at index: Int) {
        switch elements {
        case .float32(let values): writeJSON(number: values[index])
        case .float64(let values): writeJSON(number: values[index])
        case .int64(let values): writeJSON(integer: values[index])
        case .bool(let values): writeJSON(values[index])
        case .text(let values): writeJSON(values[index])
        }
    }

    /// Lists in lists as `shape` has them, from the element at `next` on.
    mutating func writeJSON(_ elements: Tensor.Elements, shape: ArraySlice<Int>, _ next: inout Int) {
        guard let length = shape.first else {
            writeJSON(elements, at: next)
            next += 1
            return
        }
        write("[" as StaticString)
        for index in 0..<length {
            if index > 0 { write(", " as StaticString) }
            writeJSON(elements, shape: shape.dropFirst(), &next)
        }
        write("]" as StaticString)
    }

    @inline(__always)
    private mutating func writeList<Element>(_ values: [Element], _ writeOne: (inout BodyWriter, Element) -> Void) {
        for (index, value) in values.enumerated() {
            if index > 0 { write(", " as StaticString) }
            writeOne(&self, value)
        }
    }
}

extension ByteBuffer {
    /// A flat list.
    mutating func writeJSON(listOf tensor: Tensor) {
        var list = BodyWriter(capacity: tensor.count * 12 + 16)
        list.writeJSON(tensor.elements)
        writeBytes(list.bytes)
    }
}
