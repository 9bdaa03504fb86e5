import Glibc
import NIOCore

/// Cuts the bytes of a connection into heads and bodies. A value: feeding it the same bytes in any portions gives the
/// same requests.
struct RequestParser {
    private var buffer = ByteBuffer()
    /// How far the search for the end of the head has come.
    private var searched = 0
    private static let maximumEmptyLines = 2
    private var emptyLines = 0
    private var chunks = ChunkedBodyReader()

    /// Bytes that wait for their turn.
    var heldBytes: Int { buffer.readableBytes }

    mutating func feed(_ bytes: ByteBuffer) {
        if buffer.readableBytes == 0 {
            buffer = bytes
        } else {
            var bytes = bytes
            buffer.writeBuffer(&bytes)
        }
    }

    /// The next head, or nil while it is not complete.
    mutating func head() throws(HTTPFault) -> RequestHead? {
        skipEmptyLines()
        guard let length = try headLength(), let bytes = buffer.readSlice(length: length) else { return nil }
        searched = 0
        emptyLines = 0
        return try RequestHeadReader.read(bytes)
    }

    /// The body of `head`, or nil while it is not complete. Throws 413 when it is, or will be, longer than `limit`.
    mutating func body(of head: RequestHead, limit: Int) throws(HTTPFault) -> ByteBuffer? {
        switch head.framing {
        case .length(0):
            return ByteBuffer()
        case .length(let length):
            guard length <= limit else { throw HTTPFault(413, "the request body is longer than \(limit) bytes") }
            guard let body = buffer.readSlice(length: length) else {
                buffer.reserveCapacity(minimumWritableBytes: length - buffer.readableBytes)
                return nil
            }
            return body
        case .chunked:
            guard try chunks.read(&buffer, limit: limit) else { return nil }
            return chunks.finish()
        }
    }

    /// A client may send an empty line after a body; anything else before a request is an error.
    private mutating func skipEmptyLines() {
        while searched == 0, emptyLines < Self.maximumEmptyLines,
            buffer.getInteger(at: buffer.readerIndex, as: UInt16.self) == 0x0D0A
        {
            emptyLines += 1
            buffer.moveReaderIndex(forwardBy: 2)
        }
    }

    /// The length of the head with its blank line, or nil while that has not come. A bare LF is refused at sight.
    private mutating func headLength() throws(HTTPFault) -> Int? {
        var end: Int?
        var fault: HTTPFault?
        var at = searched
        buffer.withUnsafeReadableBytes { bytes in
            guard let base = bytes.baseAddress, !bytes.isEmpty else { return }
            // Half of an empty line may have come.
            if bytes[0] == 0x0D, bytes.count == 1, emptyLines < Self.maximumEmptyLines { return }
            if bytes[0] <= 0x20 || bytes[0] >= 0x7F {
                fault = .malformed("this is not an HTTP request")
                return
            }
            while let found = memchr(base + at, 0x0A, bytes.count - at) {
                let lineFeed = UnsafeRawPointer(found) - base
                guard lineFeed > 0, bytes[lineFeed - 1] == 0x0D else {
                    fault = .malformed("a line does not end with CR LF")
                    return
                }
                at = lineFeed + 1
                if lineFeed >= 2, bytes[lineFeed - 2] == 0x0A {
                    end = at
                    return
                }
            }
        }
        if let fault { throw fault }
        searched = at
        guard (end ?? buffer.readableBytes) <= RequestHeadReader.maximumBytes else { throw Self.headTooLarge }
        return end
    }

    private static var headTooLarge: HTTPFault {
        HTTPFault(431, "the request head is longer than \(RequestHeadReader.maximumBytes) bytes")
    }
}
