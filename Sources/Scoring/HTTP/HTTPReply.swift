import Domain
import FoundationEssentials
import NIOCore

/// An answer of the server's own, not the script's.
struct HTTPReply {
    var status: Int
    var contentType: StaticString = "application/json"
    /// Complete lines with their CR LF.
    var extraFields = ""
    /// What an error says; nil for what is none.
    private(set) var message: String?
    var body: ByteBuffer

    init(_ status: Int, text: StaticString) {
        self.status = status
        contentType = "text/html; charset=utf-8"
        body = ByteBuffer(staticString: text)
    }

    init(json: String) {
        status = 200
        body = ByteBuffer(string: json)
    }

    init(json: JSONValue) {
        status = 200
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        // A value of JSON is JSON, but for numbers that no answer here holds.
        body = ByteBuffer(bytes: (try? encoder.encode(json)) ?? Data())
    }

    /// A sentence for the client, sent in the form that errors have in its dialect.
    init(_ status: Int, message: String, extraFields: String = "") {
        self.status = status
        self.extraFields = extraFields
        self.message = message
        body = ByteBuffer()
    }

    /// With the body that an error has in a dialect.
    func worded(in dialect: Dialect) -> HTTPReply {
        guard let message else { return self }
        var reply = self
        reply.body = dialect.error(status, message)
        return reply
    }

    static func reason(_ status: Int) -> StaticString {
        switch status {
        case 200: "OK"
        case 201: "Created"
        case 202: "Accepted"
        case 204: "No Content"
        case 304: "Not Modified"
        case 400: "Bad Request"
        case 401: "Unauthorized"
        case 403: "Forbidden"
        case 404: "Not Found"
        case 405: "Method Not Allowed"
        case 408: "Request Timeout"
        case 409: "Conflict"
        case 413: "Content Too Large"
        case 414: "URI Too Long"
        case 415: "Unsupported Media Type"
        case 417: "Expectation Failed"
        case 422: "Unprocessable Content"
        case 424: "Failed Dependency"
        case 429: "Too Many Requests"
        case 431: "Request Header Fields Too Large"
        case 500: "Internal Server Error"
        case 501: "Not Implemented"
        case 502: "Bad Gateway"
        case 503: "Service Unavailable"
        case 504: "Gateway Timeout"
        case 505: "HTTP Version Not Supported"
        default: "Status"
        }
    }
}
