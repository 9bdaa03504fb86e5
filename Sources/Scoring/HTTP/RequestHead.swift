import NIOCore

/// The request line and the header fields that matter here, as ranges into the bytes they came in.
struct RequestHead {
    enum Method: UInt8 {
        case get = 0
        case post = 1
        case options = 2
        case head = 3
        case other = 4
    }
    enum Framing: Equatable {
        case length(Int)
        case chunked
    }

    /// From the request line to the blank line.
    var bytes = ByteBuffer()
    var method = Method.other
    var methodName = 0..<0
    /// The target's path, without its query.
    var path = 0..<0
    var query: Range<Int>?
    var keepAlive = true
    var isHTTP10 = false
    var framing = Framing.length(0)
    var expectsContinue = false

    var authorization: Range<Int>?
    var deployment: Range<Int>?
    var requestID: Range<Int>?
    var legacyRequestID: Range<Int>?
    var clientRequestID: Range<Int>?
    var traceID: Range<Int>?
    var contentType: Range<Int>?
    var accept: Range<Int>?
    /// The length of the JSON before the binary tensors (Open Inference Protocol).
    var inferenceHeaderLength: Range<Int>?
    /// `x-ms-request-timeout-ms`: how long the client will wait.
    var timeoutMilliseconds: Int?

    func text(_ range: Range<Int>) -> String {
        bytes.getString(at: bytes.readerIndex + range.lowerBound, length: range.count) ?? ""
    }

    func withBytes<Result>(_ range: Range<Int>, _ body: (UnsafeRawBufferPointer) -> Result) -> Result {
        bytes.withUnsafeReadableBytes { body(UnsafeRawBufferPointer(rebasing: $0[range])) }
    }
}
