import NIOCore

extension Dialect {
    /// An error as clients of the dialect read it.
    func error(_ status: Int, _ message: String) -> ByteBuffer {
        var buffer = ByteBuffer()
        switch self {
        case .azure:
            buffer.writeStaticString("{\"message\": ")
            buffer.writeJSON(message)
            buffer.writeStaticString("}")
        case .openInference, .kserve:
            buffer.writeStaticString("{\"error\": ")
            buffer.writeJSON(message)
            buffer.writeStaticString("}")
        case .mlflow:
            buffer.writeStaticString("{\"error_code\": \"")
            buffer.writeStaticString(Self.mlflowCode(status))
            buffer.writeStaticString("\", \"message\": ")
            buffer.writeJSON(message)
            buffer.writeStaticString("}")
        case .vertex:
            buffer.writeString("{\"error\": {\"code\": \(status), \"message\": ")
            buffer.writeJSON(message)
            buffer.writeStaticString(", \"status\": \"")
            buffer.writeStaticString(Self.googleStatus(status))
            buffer.writeStaticString("\"}}")
        }
        return buffer
    }

    /// MLflow's `ErrorCode`.
    private static func mlflowCode(_ status: Int) -> StaticString {
        switch status {
        case 401: "UNAUTHENTICATED"
        case 403: "PERMISSION_DENIED"
        case 404: "RESOURCE_DOES_NOT_EXIST"
        case 408, 504: "DEADLINE_EXCEEDED"
        case 429: "REQUEST_LIMIT_EXCEEDED"
        case 501: "NOT_IMPLEMENTED"
        case 502, 503: "TEMPORARILY_UNAVAILABLE"
        case 500...: "INTERNAL_ERROR"
        default: "BAD_REQUEST"
        }
    }

    /// Google's `google.rpc.Code`.
    private static func googleStatus(_ status: Int) -> StaticString {
        switch status {
        case 401: "UNAUTHENTICATED"
        case 403: "PERMISSION_DENIED"
        case 404: "NOT_FOUND"
        case 408, 504: "DEADLINE_EXCEEDED"
        case 429: "RESOURCE_EXHAUSTED"
        case 501: "UNIMPLEMENTED"
        case 502, 503: "UNAVAILABLE"
        case 500...: "INTERNAL"
        default: "INVALID_ARGUMENT"
        }
    }
}

extension ByteBuffer {
    /// A text as JSON, quotes included. Control characters become blanks, but for the end of a line.
    mutating func writeJSON(_ text: String) {
        writeStaticString("\"")
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": writeStaticString("\\\"")
            case "\\": writeStaticString("\\\\")
            case "\n": writeStaticString("\\n")
            case _ where scalar.value < 0x20: writeStaticString(" ")
            default: writeString(String(scalar))
            }
        }
        writeStaticString("\"")
    }
}
