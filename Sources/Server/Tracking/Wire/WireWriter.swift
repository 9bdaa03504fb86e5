import Domain

/// Writes JSON into bytes, without an intermediate tree.
struct WireWriter {
    private(set) var bytes: [UInt8] = []
    private var needsComma = false

    init(capacity: Int = 256) {
        bytes.reserveCapacity(capacity)
    }

    mutating func reserve(_ count: Int) {
        bytes.reserveCapacity(bytes.count + count)
    }

    mutating func object(_ body: (inout WireWriter) -> Void) {
        element()
        bytes.append(UInt8(ascii: "{"))
        needsComma = false
        body(&self)
        bytes.append(UInt8(ascii: "}"))
        needsComma = true
    }

    mutating func array<Element>(_ elements: some Sequence<Element>, _ body: (inout WireWriter, Element) -> Void) {
        element()
        bytes.append(UInt8(ascii: "["))
        needsComma = false
        for element in elements { body(&self, element) }
        bytes.append(UInt8(ascii: "]"))
        needsComma = true
    }

    /// An array in a field, left out when it is empty: as protobuf has it.
    mutating func field<Element>(
        _ name: StaticString, _ elements: [Element], _ body: (inout WireWriter, Element) -> Void
    ) {
        guard !elements.isEmpty else { return }
        key(name)
        array(elements, body)
    }

    mutating func field(_ name: StaticString, _ body: (inout WireWriter) -> Void) {
        key(name)
        object(body)
    }

    mutating func field(_ name: StaticString, _ text: String) {
        key(name)
        value(text)
    }

    /// Left out when there is none.
    mutating func field(_ name: StaticString, _ text: String?) {
        guard let text else { return }
        field(name, text)
    }

    mutating func field(_ name: StaticString, _ number: Int64) {
        key(name)
        value(number)
    }

    mutating func field(_ name: StaticString, _ number: Int64?) {
        guard let number else { return }
        field(name, number)
    }

    mutating func field(_ name: StaticString, _ truth: Bool) {
        key(name)
        raw(truth ? "true" : "false")
    }

    mutating func field(_ name: StaticString, _ number: Double) {
        key(name)
        value(number)
    }

    mutating func value(_ number: Int64) {
        element()
        bytes.append(contentsOf: String(number).utf8)
        needsComma = true
    }

    /// NaN and the infinities as protobuf's JSON writes them.
    mutating func value(_ number: Double) {
        guard number.isFinite else {
            return value(number.isNaN ? "NaN" : number > 0 ? "Infinity" : "-Infinity")
        }
        element()
        bytes.append(contentsOf: number.description.utf8)
        needsComma = true
    }

    mutating func value(_ text: String) {
        element()
        bytes.append(UInt8(ascii: "\""))
        var text = text
        text.withUTF8 { utf8 in
            for byte in utf8 { append(byte) }
        }
        bytes.append(UInt8(ascii: "\""))
        needsComma = true
    }

    mutating func value(_ value: JSONValue) {
        switch value {
        case .null: raw("null")
        case .bool(let truth): raw(truth ? "true" : "false")
        case .int(let number): self.value(number)
        case .double(let number): self.value(number)
        case .string(let text): self.value(text)
        case .array(let elements): array(elements) { $0.value($1) }
        case .object(let members):
            object { writer in
                for (name, member) in members.sorted(by: { $0.key < $1.key }) {
                    writer.value(name)
                    writer.bytes.append(UInt8(ascii: ":"))
                    writer.needsComma = false
                    writer.value(member)
                }
            }
        }
    }

    private mutating func append(_ byte: UInt8) {
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"):
            bytes.append(UInt8(ascii: "\\"))
            bytes.append(byte)
        case 0x0A: bytes.append(contentsOf: "\\n".utf8)
        case 0x0D: bytes.append(contentsOf: "\\r".utf8)
        case 0x09: bytes.append(contentsOf: "\\t".utf8)
        case 0..<0x20:
            bytes.append(contentsOf: "\\u00".utf8)
            bytes.append(Self.digits[Int(byte >> 4)])
            bytes.append(Self.digits[Int(byte & 15)])
        default: bytes.append(byte)
        }
    }

    private mutating func key(_ name: StaticString) {
        element()
        bytes.append(UInt8(ascii: "\""))
        name.withUTF8Buffer { bytes.append(contentsOf: $0) }
        bytes.append(UInt8(ascii: "\""))
        bytes.append(UInt8(ascii: ":"))
        needsComma = false
    }

    private mutating func raw(_ text: StaticString) {
        element()
        text.withUTF8Buffer { bytes.append(contentsOf: $0) }
        needsComma = true
    }

    private mutating func element() {
        if needsComma { bytes.append(UInt8(ascii: ",")) }
        needsComma = false
    }

    private static let digits = Array("0123456789abcdef".utf8)
}

extension JSONValue {
    /// The value as JSON text.
    var wireText: String {
        var writer = WireWriter()
        writer.value(self)
        return String(decoding: writer.bytes, as: UTF8.self)
    }
}
