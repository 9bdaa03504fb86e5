import Domain
import FoundationEssentials
import NIOCore

/// One line of JSON, built member by member; ended when its text is taken.
struct CloudEventLine {
    private var buffer = ByteBuffer(string: "{")
    private var isEmpty = true

    var text: ByteBuffer {
        var line = buffer
        line.writeStaticString("}\n")
        return line
    }

    mutating func member(_ name: String, _ value: String) {
        begin(name)
        buffer.writeJSON(value)
    }

    mutating func member(_ name: String, raw: String) {
        begin(name)
        buffer.writeString(raw)
    }

    mutating func members(_ name: String, _ values: [(String, String)]) {
        begin(name)
        buffer.writeStaticString("{")
        for (index, (key, value)) in values.enumerated() {
            if index > 0 { buffer.writeStaticString(", ") }
            buffer.writeJSON(key)
            buffer.writeStaticString(": ")
            buffer.writeJSON(value)
        }
        buffer.writeStaticString("}")
    }

    /// A body as `data`: JSON as it is, text as a string, anything else in base64 (`data_base64`, as CloudEvents has it);
    /// one that is too long is left out.
    mutating func body(_ body: ByteBuffer, type: String) {
        let size = body.readableBytes
        member("contentrange", size == 0 ? "bytes */0" : "bytes 0-\(size - 1)/\(size)")
        guard size <= CollectionFiles.longestBody else {
            return member("dataleftout", "\(size) bytes are more than \(CollectionFiles.longestBody)")
        }
        if Self.isJSON(body) {
            member("datacontenttype", "application/json")
            begin("data")
            // Between tokens the ends of lines are blanks; inside a text JSON has none.
            buffer.writeBytes(body.readableBytesView.lazy.map { $0 == 0x0A || $0 == 0x0D ? 0x20 : $0 })
        } else if let text = String(validating: body.readableBytesView, as: UTF8.self) {
            member("datacontenttype", type.isEmpty ? "text/plain" : type)
            member("data", text)
        } else {
            member("datacontenttype", type.isEmpty ? "application/octet-stream" : type)
            member("data_base64", Data(body.readableBytesView).base64EncodedString())
        }
    }

    private mutating func begin(_ name: String) {
        if !isEmpty { buffer.writeStaticString(", ") }
        isEmpty = false
        buffer.writeJSON(name)
        buffer.writeStaticString(": ")
    }

    private static func isJSON(_ body: ByteBuffer) -> Bool {
        (try? JSONDecoder().decode(JSONValue.self, from: Data(body.readableBytesView))) != nil
    }
}
