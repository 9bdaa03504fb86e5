/// Reads the fields of one protobuf message, never past its end. What it does not know is skipped.
struct ProtobufReader {
    enum Wire: UInt8 { case varint = 0, fixed64 = 1, bytes = 2, fixed32 = 5 }

    private let bytes: UnsafeRawBufferPointer
    private var at = 0
    private(set) var field = 0
    private var wire = Wire.varint

    init(_ bytes: UnsafeRawBufferPointer) {
        self.bytes = bytes
    }

    /// Goes to the next field; false at the end.
    mutating func next() throws(OnnxFault) -> Bool {
        guard at < bytes.count else { return false }
        let tag = try readVarint()
        guard let wire = Wire(rawValue: UInt8(tag & 7)), tag >> 3 > 0, tag >> 3 < 1 << 29 else { throw .damaged }
        field = Int(tag >> 3)
        self.wire = wire
        return true
    }

    mutating func skip() throws(OnnxFault) {
        switch wire {
        case .varint: _ = try readVarint()
        case .fixed64: try advance(8)
        case .fixed32: try advance(4)
        case .bytes: _ = try message()
        }
    }

    mutating func int() throws(OnnxFault) -> Int64 {
        guard wire == .varint else { throw .damaged }
        return Int64(bitPattern: try readVarint())
    }

    mutating func float() throws(OnnxFault) -> Float {
        guard wire == .fixed32 else { throw .damaged }
        return try fixed(Float.self)
    }

    mutating func text() throws(OnnxFault) -> String {
        guard let text = String(validating: try message(), as: UTF8.self) else { throw .damaged }
        return text
    }

    /// The bytes of a nested message, a text or a packed list.
    mutating func message() throws(OnnxFault) -> UnsafeRawBufferPointer {
        guard wire == .bytes else { throw .damaged }
        let length = try readVarint()
        guard length <= UInt64(bytes.count - at) else { throw .damaged }
        let start = at
        at += Int(length)
        return UnsafeRawBufferPointer(rebasing: bytes[start..<at])
    }

    /// Adds an integer, or a packed list of them.
    mutating func ints(into list: inout [Int64]) throws(OnnxFault) {
        guard wire == .bytes else { return list.append(try int()) }
        var packed = ProtobufReader(try message())
        while packed.at < packed.bytes.count { list.append(Int64(bitPattern: try packed.readVarint())) }
    }

    /// Adds a number of fixed width, or a packed list of them.
    mutating func numbers<Number>(into list: inout [Number], wire single: Wire) throws(OnnxFault) {
        guard wire == .bytes else {
            guard wire == single else { throw .damaged }
            return list.append(try fixed(Number.self))
        }
        var packed = ProtobufReader(try message())
        guard packed.bytes.count.isMultiple(of: MemoryLayout<Number>.size) else { throw .damaged }
        list.reserveCapacity(list.count + packed.bytes.count / MemoryLayout<Number>.size)
        while packed.at < packed.bytes.count { list.append(try packed.fixed(Number.self)) }
    }

    /// Only for numbers; the format is little-endian as this machine is.
    private mutating func fixed<Number>(_: Number.Type) throws(OnnxFault) -> Number {
        let start = at
        try advance(MemoryLayout<Number>.size)
        return bytes.loadUnaligned(fromByteOffset: start, as: Number.self)
    }

    private mutating func advance(_ count: Int) throws(OnnxFault) {
        guard bytes.count - at >= count else { throw .damaged }
        at += count
    }

    private mutating func readVarint() throws(OnnxFault) -> UInt64 {
        var value: UInt64 = 0
        for shift in stride(from: UInt64(0), to: 70, by: 7) {
            guard at < bytes.count else { throw .damaged }
            let byte = bytes[at]
            at += 1
            value |= UInt64(byte & 0x7F) << shift
            if byte < 0x80 { return value }
        }
        throw .damaged
    }
}
