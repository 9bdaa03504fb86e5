import Domain

package struct ScoringResponse: Sendable, Equatable {
    package let status: Int
    /// By lower-case name.
    package let headers: [String: String]
    package let body: [UInt8]

    package init(status: Int, headers: [String: String], body: [UInt8]) {
        self.status = status
        self.headers = headers
        self.body = body
    }

    package var isSuccess: Bool { (200..<300).contains(status) }
    package var text: String { String(decoding: body, as: UTF8.self) }
    /// Who answered.
    package var deployment: String? { headers["azureml-model-deployment"] }
    /// What Azure's envelope says went wrong, or all there is.
    package var complaint: String { (try? JSONParser.parse(text))?["message"]?.stringValue ?? text }
}

/// Takes the bytes of an HTTP/1.1 answer as they come. Pure.
struct ScoringResponseParser {
    private var bytes: [UInt8] = []
    private var head: Head?

    mutating func take(_ piece: some Collection<UInt8>) {
        bytes.append(contentsOf: piece)
        if head == nil { readHead() }
    }

    /// Whether nothing more is to come. An answer without a length ends with its connection.
    var isComplete: Bool {
        guard let head else { return false }
        if head.isChunked { return chunks?.isLast ?? false }
        guard let length = head.headers["content-length"].flatMap(Int.init) else { return false }
        return bytes.count - head.end >= length
    }

    /// What came so far, as an answer; nil when it broke off.
    var response: ScoringResponse? {
        guard let head else { return nil }
        var body = Array(bytes[head.end...])
        if head.isChunked {
            guard let chunks, chunks.isLast else { return nil }
            body = chunks.body
        } else if let length = head.headers["content-length"].flatMap(Int.init) {
            guard body.count >= length else { return nil }
            body = Array(body.prefix(length))
        }
        return ScoringResponse(status: head.status, headers: head.headers, body: body)
    }

    private mutating func readHead() {
        guard let end = bytes.firstRange(of: Array("\r\n\r\n".utf8)) else { return }
        let lines = String(decoding: bytes[..<end.lowerBound], as: UTF8.self).split(separator: "\r\n")
        let status = lines.first?.split(separator: " ").dropFirst().first.flatMap { Int($0) }
        var headers: [String: String] = [:]
        for line in lines.dropFirst() {
            guard let colon = line.firstIndex(of: ":") else { continue }
            headers[line[..<colon].lowercased()] = String(
                line[line.index(after: colon)...].drop { $0 == " " || $0 == "\t" })
        }
        guard status != 100 else {
            bytes.removeSubrange(..<end.upperBound)
            return readHead()
        }
        head = Head(status: status ?? 0, headers: headers, end: end.upperBound)
    }

    private var chunks: (body: [UInt8], isLast: Bool)? {
        guard let head else { return nil }
        var body: [UInt8] = []
        var rest = bytes[head.end...]
        while let line = rest.firstRange(of: Array("\r\n".utf8)) {
            let size = String(decoding: rest[..<line.lowerBound], as: UTF8.self).prefix { $0.isHexDigit }
            guard let count = Int(size, radix: 16) else { return nil }
            rest = rest[line.upperBound...]
            if count == 0 {
                let ending = Array("\r\n".utf8)
                return (body, rest.starts(with: ending) || rest.firstRange(of: ending + ending) != nil)
            }
            guard rest.count >= count + 2 else { break }
            body += rest.prefix(count)
            rest = rest.dropFirst(count + 2)
        }
        return (body, false)
    }
}

private struct Head {
    let status: Int
    let headers: [String: String]
    /// Where the body begins.
    let end: Int

    var isChunked: Bool { headers["transfer-encoding"]?.lowercased() == "chunked" }
}
