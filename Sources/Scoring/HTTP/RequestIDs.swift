import NIOCore

/// The ids a request is known by, as Azure's inference server derives them: `x-request-id` is made up when missing,
/// `x-ms-request-id` is the old name of `x-ms-client-request-id`, and each stands in for the other.
struct RequestIDs {
    static let maximumLength = 100

    /// Nil when the server makes one up.
    var request: Range<Int>?
    var legacy: Range<Int>?
    var client: Range<Int>?
    /// Used for what is nil above.
    let generated: (UInt64, UInt64)
    /// The field that is too long, if one is: the request is answered 431.
    let excess: String?

    init(_ head: RequestHead, generated: (UInt64, UInt64)) {
        self.generated = generated
        request = head.requestID.flatMap { $0.isEmpty ? nil : $0 }
        legacy = head.legacyRequestID.flatMap { $0.isEmpty ? nil : $0 }
        client = head.clientRequestID.flatMap { $0.isEmpty ? nil : $0 } ?? legacy
        let tooLong: (Range<Int>?) -> Bool = { ($0?.count ?? 0) > Self.maximumLength }
        if tooLong(request) {
            excess = "x-request-id must not exceed \(Self.maximumLength) characters"
            request = nil
        } else if tooLong(legacy) || tooLong(client) {
            excess = "x-ms-request-id and x-ms-client-request-id must not exceed \(Self.maximumLength) characters"
        } else {
            excess = nil
        }
        if tooLong(legacy) { legacy = nil }
        if tooLong(client) { client = nil }
        if legacy == nil { legacy = client ?? request }
    }

    func writeFields(_ head: RequestHead, into buffer: inout ByteBuffer) {
        buffer.writeStaticString("x-request-id: ")
        writeID(request, head, into: &buffer)
        buffer.writeStaticString("\r\nx-ms-request-id: ")
        writeID(legacy, head, into: &buffer)
        if client != nil {
            buffer.writeStaticString("\r\nx-ms-client-request-id: ")
            writeID(client, head, into: &buffer)
        }
        buffer.writeStaticString("\r\n")
        if let trace = head.traceID {
            buffer.writeStaticString("TraceId: ")
            writeID(trace, head, into: &buffer)
            buffer.writeStaticString("\r\n")
        }
    }

    /// What is kept of the ids: of one made here its bits only, which need no memory of their own.
    func noted(_ head: RequestHead) -> AccessRing.Note.ID {
        request.map { .sent(head.text($0)) } ?? .generated(generated.0, generated.1)
    }

    func requestText(_ head: RequestHead) -> String { text(request, head) }

    /// The client's own id, or the request's.
    func correlationText(_ head: RequestHead) -> String { text(client ?? request, head) }

    private func text(_ range: Range<Int>?, _ head: RequestHead) -> String {
        var buffer = ByteBuffer()
        writeID(range, head, into: &buffer)
        return String(buffer: buffer)
    }

    private func writeID(_ range: Range<Int>?, _ head: RequestHead, into buffer: inout ByteBuffer) {
        if let range {
            head.withBytes(range) { _ = buffer.writeBytes($0) }
        } else {
            Self.writeUUID(generated, into: &buffer)
        }
    }

    /// As a version 4 UUID is written.
    static func writeUUID(_ bits: (UInt64, UInt64), into buffer: inout ByteBuffer) {
        let high = bits.0 & ~0xF000 | 0x4000
        let low = bits.1 & ~(0xC000 << 48) | (0x8000 << 48)
        buffer.writeWithUnsafeMutableBytes(minimumWritableBytes: 36) { bytes in
            var at = 0
            for index in 0..<32 {
                if index == 8 || index == 12 || index == 16 || index == 20 {
                    bytes[at] = UInt8(ascii: "-")
                    at += 1
                }
                let nibble = UInt8(truncatingIfNeeded: (index < 16 ? high : low) >> UInt64(60 - 4 * (index & 15))) & 15
                bytes[at] = nibble < 10 ? nibble + 0x30 : nibble - 10 + 0x61
                at += 1
            }
            return at
        }
    }
}
