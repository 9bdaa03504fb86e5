import NIOCore

/// The text of a body in one piece of memory that grows: a `ByteBuffer` checks each of its writes several times over, which
/// for numbers takes longer than to write them.
struct BodyWriter: ~Copyable {
    private var pointer: UnsafeMutablePointer<UInt8>
    private var capacity: Int
    private(set) var count = 0

    init(capacity: Int = 256) {
        self.capacity = capacity
        pointer = .allocate(capacity: capacity)
    }

    deinit { pointer.deallocate() }

    var bytes: UnsafeRawBufferPointer { UnsafeRawBufferPointer(start: pointer, count: count) }

    var buffer: ByteBuffer {
        var buffer = ByteBufferAllocator().buffer(capacity: count)
        buffer.writeBytes(bytes)
        return buffer
    }

    @inline(__always)
    private mutating func reserve(_ more: Int) {
        if capacity - count < more { grow(more) }
    }

    @inline(never)
    private mutating func grow(_ more: Int) {
        capacity = max(capacity * 2, count + more)
        let larger = UnsafeMutablePointer<UInt8>.allocate(capacity: capacity)
        larger.moveInitialize(from: pointer, count: count)
        pointer.deallocate()
        pointer = larger
    }

    @inline(__always)
    mutating func write(_ text: StaticString) {
        let length = text.utf8CodeUnitCount
        reserve(length)
        (pointer + count).initialize(from: text.utf8Start, count: length)
        count += length
    }

    mutating func write(_ text: String) {
        var text = text
        text.withUTF8 { bytes in
            guard let start = bytes.baseAddress else { return }
            reserve(bytes.count)
            (pointer + count).initialize(from: start, count: bytes.count)
            count += bytes.count
        }
    }

    // MARK: JSON

    @inline(__always)
    mutating func writeJSON(integer value: Int64) {
        reserve(20)
        if value >= 0, value < 10 {
            pointer[count] = UInt8(truncatingIfNeeded: value) + 0x30
            count += 1
            return
        }
        var rest = value.magnitude
        var digits = 0
        repeat {
            rest /= 10
            digits += 1
        } while rest > 0
        if value < 0 {
            pointer[count] = UInt8(ascii: "-")
            count += 1
        }
        rest = value.magnitude
        for place in stride(from: count + digits - 1, through: count, by: -1) {
            pointer[place] = UInt8(truncatingIfNeeded: rest % 10) + 0x30
            rest /= 10
        }
        count += digits
    }

    /// The shortest digits that read back as the same number. What is not a number is NaN, as Python reads and writes it.
    mutating func writeJSON(number: some BinaryFloatingPoint & LosslessStringConvertible) {
        if number.isFinite {
            write(number.description)
        } else {
            write(number.isNaN ? "NaN" as StaticString : number < 0 ? "-Infinity" : "Infinity")
        }
    }

    mutating func writeJSON(_ flag: Bool) {
        write(flag ? "true" as StaticString : "false")
    }

    mutating func writeJSON(_ text: String) {
        guard text.utf8.allSatisfy({ $0 >= 0x20 && $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: "\\") }) else {
            var quoted = ByteBuffer()
            quoted.writeJSON(text)
            return write(String(buffer: quoted))
        }
        write("\"" as StaticString)
        write(text)
        write("\"" as StaticString)
    }
}
