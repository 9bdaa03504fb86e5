import Domain
import NIOCore

/// The frames on a worker's socket: a little-endian 32-bit length, a kind, the request's number, and what the kind
/// says.
enum WorkerFrame {
    /// From the engine: `length u32, kind u8, id u32, head length u32, head, body`.
    enum Ask: UInt8 {
        /// The body of a POST, or of any method when the script asked for raw HTTP.
        case body = 1
        /// The query of a GET, which the worker turns into JSON.
        case query = 2
        case ping = 3
        /// What has the process imported?
        case modules = 4
    }

    /// From the worker: `length u32, kind u8, id u32`, then the payload.
    enum Answer: UInt8 {
        /// `status u16, run failed u8, run() in µs u32, header length u32, header lines, body`
        case scored = 1
        /// JSON, `WorkerGreeting`
        case ready = 2
        case pong = 3
        /// JSON, `WorkerStartReport`
        case startFailed = 4
        /// The script asked to end the process; UTF-8 that says how.
        case leaving = 5
        /// The modules of the environment that were imported, in their order, one name a line.
        case modules = 6
    }

    static let prefixLength = 4
    static let maximumLength = 1 << 30

    static func write(_ kind: Ask, id: UInt32, head: ByteBuffer?, body: ByteBuffer, into buffer: inout ByteBuffer) {
        let headLength = head?.readableBytes ?? 0
        buffer.reserveCapacity(minimumWritableBytes: 13 + headLength + body.readableBytes)
        buffer.writeMultipleIntegers(
            UInt32(9 + headLength + body.readableBytes), kind.rawValue, id, UInt32(headLength), endianness: .little)
        if let head { buffer.writeImmutableBuffer(head) }
        buffer.writeImmutableBuffer(body)
    }
}

/// What a worker says when `init()` has returned.
struct WorkerGreeting: Decodable {
    /// `run()` looks at headers, so every request's head is to be sent along.
    let wantsHead: Bool
    /// The Swagger document by version (`2`, `3`, `3.1`), ready to be sent.
    let swagger: [String: String]
    /// What the model takes and gives, when it says so.
    let signature: ModelSignature?
}

/// What a worker says when the script could not be loaded or `init()` raised.
struct WorkerStartReport: Decodable {
    /// `FileNotFoundError: [Errno 2] No such file or directory: …`
    let summary: String
    let traceback: String
    /// The name of the module that could not be imported.
    let missingModule: String?
}
