/// Reads UBJSON, the binary form of JSON that XGBoost writes, one value after the other and never past the end. Numbers are
/// big-endian; lists of one type are in one piece.
struct BinaryJSONReader {
    /// What was read is not what XGBoost writes, or is cut off.
    struct Damaged: Error {}

    private let bytes: UnsafeRawBufferPointer
    private var at = 0
    private var depth = 0

    /// Deeper nesting is refused.
    private static let maximumDepth = 64

    init(_ bytes: UnsafeRawBufferPointer) {
        self.bytes = bytes
    }

    /// Goes through an object; `read` must read, or skip, the value of each member.
    mutating func members(_ read: (inout BinaryJSONReader, String) throws(Damaged) -> Void) throws(Damaged) {
        guard try marker() == UInt8(ascii: "{") else { throw Damaged() }
        try descend()
        while true {
            let next = try marker()
            if next == UInt8(ascii: "}") { break }
            let name = try text(next)
            try read(&self, name)
        }
        depth -= 1
    }

    /// Goes through a list of any values; `read` must read, or skip, each.
    mutating func elements(_ read: (inout BinaryJSONReader) throws(Damaged) -> Void) throws(Damaged) {
        guard try marker() == UInt8(ascii: "["), peek() != UInt8(ascii: "$") else { throw Damaged() }
        try descend()
        if peek() == UInt8(ascii: "#") {
            at += 1
            for _ in 0..<(try length(try marker())) { try read(&self) }
        } else {
            while peek() != UInt8(ascii: "]") { try read(&self) }
            at += 1
        }
        depth -= 1
    }

    mutating func text() throws(Damaged) -> String {
        guard try marker() == UInt8(ascii: "S") else { throw Damaged() }
        return try text(try marker())
    }

    mutating func numbers() throws(Damaged) -> [Float] {
        try list { (reader: inout BinaryJSONReader, type) throws(Damaged) in
            switch type {
            case UInt8(ascii: "d"): Float(bitPattern: try reader.big(UInt32.self))
            case UInt8(ascii: "D"): Float(Double(bitPattern: try reader.big(UInt64.self)))
            default: Float(try reader.int(type))
            }
        }
    }

    mutating func ints() throws(Damaged) -> [Int32] {
        try list { (reader: inout BinaryJSONReader, type) throws(Damaged) in
            guard let value = Int32(exactly: try reader.int(type)) else { throw Damaged() }
            return value
        }
    }

    private mutating func list<Element>(
        _ read: (inout BinaryJSONReader, UInt8) throws(Damaged) -> Element
    ) throws(Damaged) -> [Element] {
        guard try marker() == UInt8(ascii: "[") else { throw Damaged() }
        var list: [Element] = []
        switch peek() {
        case UInt8(ascii: "$"):
            let (type, count) = try typedLength()
            list.reserveCapacity(count)
            for _ in 0..<count { list.append(try read(&self, type)) }
        case UInt8(ascii: "#"):
            at += 1
            for _ in 0..<(try length(try marker())) {
                let type = try marker()
                list.append(try read(&self, type))
            }
        default:
            while peek() != UInt8(ascii: "]") {
                let type = try marker()
                list.append(try read(&self, type))
            }
            at += 1
        }
        return list
    }

    // MARK: Reading over

    mutating func skip() throws(Damaged) {
        switch peek() {
        case UInt8(ascii: "{"):
            try members { (reader: inout BinaryJSONReader, _) throws(Damaged) in try reader.skip() }
        case UInt8(ascii: "["):
            guard at + 1 < bytes.count, bytes[at + 1] == UInt8(ascii: "$") else {
                return try elements { (reader: inout BinaryJSONReader) throws(Damaged) in try reader.skip() }
            }
            at += 1
            let (type, count) = try typedLength()
            try advance(count * Self.size(type))
        case UInt8(ascii: "S"): _ = try text()
        default: try advance(Self.size(try marker()))
        }
    }

    /// Bytes of a value after its marker.
    private static func size(_ type: UInt8) -> Int {
        switch type {
        case UInt8(ascii: "i"), UInt8(ascii: "U"), UInt8(ascii: "C"): 1
        case UInt8(ascii: "I"): 2
        case UInt8(ascii: "l"), UInt8(ascii: "d"): 4
        case UInt8(ascii: "L"), UInt8(ascii: "D"): 8
        default: 0
        }
    }

    // MARK: Words

    /// The head of a list of one type, from its `$` on. What it announces is there.
    private mutating func typedLength() throws(Damaged) -> (type: UInt8, count: Int) {
        at += 1
        let type = try marker()
        guard try marker() == UInt8(ascii: "#") else { throw Damaged() }
        let count = try length(try marker())
        guard Self.size(type) > 0, count * Self.size(type) <= bytes.count - at else { throw Damaged() }
        return (type, count)
    }

    private func peek() -> UInt8 { at < bytes.count ? bytes[at] : 0 }

    private mutating func marker() throws(Damaged) -> UInt8 {
        guard at < bytes.count else { throw Damaged() }
        at += 1
        return bytes[at - 1]
    }

    private mutating func descend() throws(Damaged) {
        depth += 1
        guard depth <= Self.maximumDepth else { throw Damaged() }
    }

    private mutating func advance(_ count: Int) throws(Damaged) {
        guard bytes.count - at >= count else { throw Damaged() }
        at += count
    }

    private mutating func length(_ type: UInt8) throws(Damaged) -> Int {
        let length = try int(type)
        guard length >= 0, length <= 1 << 40 else { throw Damaged() }
        return Int(length)
    }

    private mutating func text(_ lengthType: UInt8) throws(Damaged) -> String {
        let count = try length(lengthType)
        let start = at
        try advance(count)
        return String(decoding: bytes[start..<at], as: UTF8.self)
    }

    @inline(__always)
    private mutating func int(_ type: UInt8) throws(Damaged) -> Int64 {
        switch type {
        case UInt8(ascii: "l"): Int64(Int32(bitPattern: try big(UInt32.self)))
        case UInt8(ascii: "L"): Int64(bitPattern: try big(UInt64.self))
        case UInt8(ascii: "U"): Int64(try marker())
        case UInt8(ascii: "i"): Int64(Int8(bitPattern: try marker()))
        case UInt8(ascii: "I"): Int64(Int16(bitPattern: try big(UInt16.self)))
        case UInt8(ascii: "T"): 1
        case UInt8(ascii: "F"): 0
        default: throw Damaged()
        }
    }

    @inline(__always)
    private mutating func big<Word: FixedWidthInteger>(_: Word.Type) throws(Damaged) -> Word {
        let start = at
        try advance(MemoryLayout<Word>.size)
        return Word(bigEndian: bytes.loadUnaligned(fromByteOffset: start, as: Word.self))
    }
}
