import Domain
import NIOCore

/// The elements of a tensor as bytes: little-endian and packed; a text is its length in four bytes, then its UTF-8.
enum BinaryTensor {
    static func read(
        _ bytes: UnsafeRawBufferPointer, _ type: ElementType, count: Int, of name: String
    ) throws(InferenceFault) -> Tensor.Elements {
        guard type != .text else { return .text(try texts(bytes, count: count, of: name)) }
        guard bytes.count == count * type.width else {
            throw InferenceFault(
                "input '\(name)' is \(count) × \(type.rawValue), which is \(count * type.width) bytes, and "
                    + "'binary_data_size' is \(bytes.count)")
        }
        func integers<Value: FixedWidthInteger>(_ type: Value.Type) -> [Value] {
            (0..<count).map {
                Value(littleEndian: bytes.loadUnaligned(fromByteOffset: $0 * MemoryLayout<Value>.size, as: Value.self))
            }
        }
        switch type {
        case .bool: return .bool(integers(UInt8.self).map { $0 != 0 })
        case .uint8: return .int64(integers(UInt8.self).map(Int64.init))
        case .uint16: return .int64(integers(UInt16.self).map(Int64.init))
        case .uint32: return .int64(integers(UInt32.self).map(Int64.init))
        case .int8: return .int64(integers(Int8.self).map(Int64.init))
        case .int16: return .int64(integers(Int16.self).map(Int64.init))
        case .int32: return .int64(integers(Int32.self).map(Int64.init))
        case .int64: return .int64(integers(Int64.self))
        case .uint64:
            let values = integers(UInt64.self)
            guard let largest = values.max(), largest > UInt64(Int64.max) else { return .int64(values.map(Int64.init)) }
            throw InferenceFault("input '\(name)' holds \(largest), and the largest number here is \(Int64.max)")
        case .float16: return .float32(integers(UInt16.self).map(float(half:)))
        case .float32: return .float32(integers(UInt32.self).map(Float.init(bitPattern:)))
        case .float64: return .float64(integers(UInt64.self).map(Double.init(bitPattern:)))
        case .text: return .text([])
        }
    }

    private static func texts(
        _ bytes: UnsafeRawBufferPointer, count: Int, of name: String
    ) throws(InferenceFault) -> [String] {
        var texts: [String] = []
        var at = 0
        while at < bytes.count {
            guard at + 4 <= bytes.count else { throw InferenceFault("the texts of input '\(name)' end in a length") }
            let length = Int(UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: at, as: UInt32.self)))
            at += 4
            guard at + length <= bytes.count else {
                throw InferenceFault("a text of input '\(name)' has \(length) bytes, and \(bytes.count - at) are left")
            }
            guard let text = String(validating: bytes[at..<(at + length)], as: UTF8.self) else {
                throw InferenceFault("text \(texts.count) of input '\(name)' is not UTF-8")
            }
            texts.append(text)
            at += length
        }
        guard texts.count == count else {
            throw InferenceFault("input '\(name)' is \(count) texts by its shape, and holds \(texts.count)")
        }
        return texts
    }

    /// The type of the elements as they are written is `Tensor.type`.
    static func write(_ elements: Tensor.Elements, into buffer: inout ByteBuffer) {
        switch elements {
        case .float32(let values): for value in values { buffer.writeInteger(value.bitPattern, endianness: .little) }
        case .float64(let values): for value in values { buffer.writeInteger(value.bitPattern, endianness: .little) }
        case .int64(let values): for value in values { buffer.writeInteger(value, endianness: .little) }
        case .bool(let values): for value in values { buffer.writeInteger(value ? 1 : 0, as: UInt8.self) }
        case .text(let values):
            for value in values {
                buffer.writeInteger(UInt32(value.utf8.count), endianness: .little)
                buffer.writeString(value)
            }
        }
    }

    /// IEEE 754's binary16, by its parts.
    static func float(half bits: UInt16) -> Float {
        let sign = UInt32(bits & 0x8000) << 16
        let exponent = UInt32(bits >> 10) & 31
        let fraction = UInt32(bits & 0x3FF)
        switch exponent {
        case 0:
            let magnitude = Float(fraction) / 16_777_216
            return sign == 0 ? magnitude : -magnitude
        case 31: return Float(bitPattern: sign | 0x7F80_0000 | fraction << 13)
        default: return Float(bitPattern: sign | (exponent + 112) << 23 | fraction << 13)
        }
    }
}

extension ElementType {
    /// Bytes of an element; of a text, those of its length.
    fileprivate var width: Int {
        switch self {
        case .bool, .uint8, .int8: 1
        case .uint16, .int16, .float16: 2
        case .uint32, .int32, .float32, .text: 4
        case .uint64, .int64, .float64: 8
        }
    }
}
