/// Writes the fields of one protobuf message.
struct ProtobufWriter {
    private(set) var bytes: [UInt8] = []

    mutating func int(_ field: Int, _ value: Int64) {
        varint(UInt64(field) << 3)
        varint(UInt64(bitPattern: value))
    }

    mutating func float(_ field: Int, _ value: Float) {
        varint(UInt64(field) << 3 | 5)
        fixed(value.bitPattern)
    }

    mutating func text(_ field: Int, _ text: String) {
        var text = text
        text.withUTF8 { head(field, $0.count); bytes.append(contentsOf: $0) }
    }

    mutating func raw(_ field: Int, _ content: [UInt8]) {
        head(field, content.count)
        bytes.append(contentsOf: content)
    }

    mutating func message(_ field: Int, _ write: (inout ProtobufWriter) -> Void) {
        var inner = ProtobufWriter()
        write(&inner)
        raw(field, inner.bytes)
    }

    /// In one piece, as all that read protobuf take it.
    mutating func ints(_ field: Int, _ values: some Sequence<Int64>) {
        var inner = ProtobufWriter()
        for value in values { inner.varint(UInt64(bitPattern: value)) }
        raw(field, inner.bytes)
    }

    mutating func floats(_ field: Int, _ values: [Float]) {
        head(field, values.count * 4)
        for value in values { fixed(value.bitPattern) }
    }

    private mutating func head(_ field: Int, _ count: Int) {
        varint(UInt64(field) << 3 | 2)
        varint(UInt64(count))
    }

    private mutating func varint(_ value: UInt64) {
        var rest = value
        while rest >= 0x80 {
            bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        bytes.append(UInt8(rest))
    }

    private mutating func fixed(_ word: UInt32) {
        withUnsafeBytes(of: word.littleEndian) { bytes.append(contentsOf: $0) }
    }
}
