import NIOCore

/// Reads one request head, strictly (RFC 9112): no bare LF or CR, no folded lines, no space before a colon, one Host,
/// and never both Content-Length and Transfer-Encoding, so that no proxy in front can be made to disagree with us.
struct RequestHeadReader {
    static let maximumBytes = 64 << 10
    static let maximumTarget = 8 << 10
    static let maximumFields = 200

    private let bytes: UnsafeRawBufferPointer
    private var at = 0
    private var head = RequestHead()
    private var hosts = 0
    private var length: Int?
    private var chunked = false
    private var connectionClose = false
    private var connectionKeepAlive = false

    private init(_ bytes: UnsafeRawBufferPointer) {
        self.bytes = bytes
    }

    /// `bytes` end with the blank line.
    static func read(_ bytes: ByteBuffer) throws(HTTPFault) -> RequestHead {
        var result: Result<RequestHead, HTTPFault> = .failure(.malformed("the request is empty"))
        bytes.withUnsafeReadableBytes { raw in
            var reader = RequestHeadReader(raw)
            do throws(HTTPFault) {
                result = .success(try reader.readAll())
            } catch {
                result = .failure(error)
            }
        }
        var head = try result.get()
        head.bytes = bytes
        return head
    }

    private mutating func readAll() throws(HTTPFault) -> RequestHead {
        try requestLine()
        var fields = 0
        while at < bytes.count - 2 {
            fields += 1
            guard fields <= Self.maximumFields else {
                throw HTTPFault(431, "more than \(Self.maximumFields) header fields")
            }
            try field()
        }
        if head.isHTTP10 {
            guard !chunked else { throw .malformed("Transfer-Encoding needs HTTP/1.1") }
            head.keepAlive = connectionKeepAlive && !connectionClose
        } else {
            guard hosts == 1 else { throw .malformed("the request needs exactly one Host field") }
            head.keepAlive = !connectionClose
        }
        guard !(chunked && length != nil) else {
            throw .malformed("the request has both Content-Length and Transfer-Encoding")
        }
        head.framing = chunked ? .chunked : .length(length ?? 0)
        return head
    }

    // MARK: Request line

    private mutating func requestLine() throws(HTTPFault) {
        let method = token()
        guard !method.isEmpty, take(UInt8(ascii: " ")) else { throw .malformed("the request line has no method") }
        head.methodName = method
        if equals(method, "POST") {
            head.method = .post
        } else if equals(method, "GET") {
            head.method = .get
        } else if equals(method, "OPTIONS") {
            head.method = .options
        } else if equals(method, "HEAD") {
            head.method = .head
        }
        let start = at
        while at < bytes.count, bytes[at] > 0x20, bytes[at] < 0x7F { at += 1 }
        guard at > start, take(UInt8(ascii: " ")) else { throw .malformed("the request target is not a valid path") }
        guard at - start <= Self.maximumTarget else {
            throw HTTPFault(414, "the request target is longer than \(Self.maximumTarget) bytes")
        }
        try target(start..<(at - 1))
        try version()
    }

    private mutating func target(_ range: Range<Int>) throws(HTTPFault) {
        var start = range.lowerBound
        if bytes[start] != UInt8(ascii: "/") {
            if range.count == 1, bytes[start] == UInt8(ascii: "*"), head.method == .options {
                head.path = range
                return
            }
            // A proxy's absolute form, `http://host/path`: the path is what counts.
            guard equals(start..<min(start + 7, range.upperBound), "http://", ignoringCase: true) else {
                throw .malformed("the request target does not start with '/'")
            }
            start += 7
            while start < range.upperBound, bytes[start] != UInt8(ascii: "/") { start += 1 }
            guard start < range.upperBound else { throw .malformed("the request target has no path") }
        }
        var end = start
        while end < range.upperBound, bytes[end] != UInt8(ascii: "?"), bytes[end] != UInt8(ascii: "#") { end += 1 }
        head.path = start..<end
        if end < range.upperBound {
            guard bytes[end] == UInt8(ascii: "?") else { throw .malformed("the request target has a fragment") }
            head.query = (end + 1)..<range.upperBound
        }
    }

    private mutating func version() throws(HTTPFault) {
        guard at + 10 <= bytes.count, equals(at..<(at + 5), "HTTP/"), isDigit(bytes[at + 5]),
            bytes[at + 6] == UInt8(ascii: "."), isDigit(bytes[at + 7])
        else { throw .malformed("the request line does not end with an HTTP version") }
        guard bytes[at + 5] == UInt8(ascii: "1") else {
            throw HTTPFault(505, "only HTTP/1.1 and HTTP/1.0 are spoken here")
        }
        head.isHTTP10 = bytes[at + 7] == UInt8(ascii: "0")
        at += 8
        try endOfLine()
    }

    // MARK: Fields

    private mutating func field() throws(HTTPFault) {
        let name = token()
        guard !name.isEmpty, take(UInt8(ascii: ":")) else { throw .malformed("a header field has no valid name") }
        while at < bytes.count, isBlank(bytes[at]) { at += 1 }
        let start = at
        var end = at
        while at < bytes.count {
            let byte = bytes[at]
            if byte < 0x20 || byte == 0x7F {
                guard byte == 0x09 else { break }
            } else if byte != 0x20 {
                end = at + 1
            }
            at += 1
        }
        try endOfLine()
        try note(name, start..<max(start, end))
    }

    private mutating func note(_ name: Range<Int>, _ value: Range<Int>) throws(HTTPFault) {
        // The length tells most fields apart before a byte is compared.
        switch name.count {
        case 4 where equals(name, "host", ignoringCase: true): hosts += 1
        case 6 where equals(name, "expect", ignoringCase: true):
            guard equals(value, "100-continue", ignoringCase: true) else {
                throw HTTPFault(417, "the only expectation that is understood is 100-continue")
            }
            head.expectsContinue = true
        case 6 where equals(name, "accept", ignoringCase: true): head.accept = value
        case 7 where equals(name, "traceid", ignoringCase: true): head.traceID = value
        case 10 where equals(name, "connection", ignoringCase: true): connection(value)
        case 12 where equals(name, "x-request-id", ignoringCase: true): head.requestID = value
        case 12 where equals(name, "content-type", ignoringCase: true): head.contentType = value
        case 13 where equals(name, "authorization", ignoringCase: true):
            guard head.authorization == nil else { throw .malformed("the request has two Authorization fields") }
            head.authorization = value
        case 14 where equals(name, "content-length", ignoringCase: true): try contentLength(value)
        case 15 where equals(name, "x-ms-request-id", ignoringCase: true): head.legacyRequestID = value
        case 17 where equals(name, "transfer-encoding", ignoringCase: true):
            guard !chunked else { throw .malformed("the request has two Transfer-Encoding fields") }
            guard equals(value, "chunked", ignoringCase: true) else {
                throw HTTPFault(501, "the only transfer encoding that is understood is chunked")
            }
            chunked = true
        case 22 where equals(name, "x-ms-client-request-id", ignoringCase: true): head.clientRequestID = value
        case 23 where equals(name, "x-ms-request-timeout-ms", ignoringCase: true):
            guard !value.isEmpty, value.count <= 9, value.allSatisfy({ isDigit(bytes[$0]) }) else {
                throw .malformed("x-ms-request-timeout-ms is not a number of milliseconds")
            }
            head.timeoutMilliseconds = number(value)
        case 24 where equals(name, "azureml-model-deployment", ignoringCase: true): head.deployment = value
        case 31 where equals(name, "inference-header-content-length", ignoringCase: true):
            head.inferenceHeaderLength = value
        default: break
        }
    }

    private mutating func contentLength(_ value: Range<Int>) throws(HTTPFault) {
        guard length == nil else { throw .malformed("the request has two Content-Length fields") }
        guard !value.isEmpty, value.allSatisfy({ isDigit(bytes[$0]) }) else {
            throw .malformed("Content-Length is not a number")
        }
        guard value.count <= 18 else { throw HTTPFault(413, "the request body is too large") }
        length = number(value)
    }

    /// Of digits, at most 18.
    private func number(_ value: Range<Int>) -> Int {
        value.reduce(0) { $0 * 10 + Int(bytes[$1] - UInt8(ascii: "0")) }
    }

    private mutating func connection(_ value: Range<Int>) {
        var start = value.lowerBound
        while start < value.upperBound {
            var end = start
            while end < value.upperBound, bytes[end] != UInt8(ascii: ",") { end += 1 }
            var item = start..<end
            while let first = item.first, isBlank(bytes[first]) { item = (first + 1)..<item.upperBound }
            while let last = item.last, isBlank(bytes[last]) { item = item.lowerBound..<last }
            if equals(item, "close", ignoringCase: true) { connectionClose = true }
            if equals(item, "keep-alive", ignoringCase: true) { connectionKeepAlive = true }
            start = end + 1
        }
    }

    // MARK: Bytes

    private mutating func token() -> Range<Int> {
        let start = at
        while at < bytes.count, isTokenByte(bytes[at]) { at += 1 }
        return start..<at
    }

    private mutating func take(_ byte: UInt8) -> Bool {
        guard at < bytes.count, bytes[at] == byte else { return false }
        at += 1
        return true
    }

    private mutating func endOfLine() throws(HTTPFault) {
        guard take(0x0D), take(0x0A) else {
            throw .malformed("a line holds a control character or does not end with CR LF")
        }
    }

    private func equals(_ range: Range<Int>, _ text: StaticString, ignoringCase: Bool = false) -> Bool {
        guard range.count == text.utf8CodeUnitCount else { return false }
        let wanted = text.utf8Start
        for offset in 0..<range.count {
            var byte = bytes[range.lowerBound + offset]
            if ignoringCase, byte &- 0x41 < 26 { byte |= 0x20 }
            if byte != wanted[offset] { return false }
        }
        return true
    }

    private func isDigit(_ byte: UInt8) -> Bool { byte &- 0x30 < 10 }
    private func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 }

    private func isTokenByte(_ byte: UInt8) -> Bool {
        if isDigit(byte) || (byte | 0x20) &- 0x61 < 26 { return true }
        switch byte {
        case UInt8(ascii: "!"), UInt8(ascii: "#"), UInt8(ascii: "$"), UInt8(ascii: "%"), UInt8(ascii: "&"),
            UInt8(ascii: "'"), UInt8(ascii: "*"), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "."),
            UInt8(ascii: "^"), UInt8(ascii: "_"), UInt8(ascii: "`"), UInt8(ascii: "|"), UInt8(ascii: "~"):
            return true
        default:
            return false
        }
    }
}
