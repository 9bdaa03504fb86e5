import NIOCore

/// Puts a chunked body together (RFC 9112, 7.1). Extensions and trailers are read and dropped.
struct ChunkedBodyReader {
    private enum Phase {
        case size
        case data(Int)
        case endOfData
        case trailers
    }

    private static let maximumLine = 1024
    private static let maximumTrailers = 8 << 10
    private var phase = Phase.size
    private var body = ByteBuffer()
    private var trailers = 0

    /// True when the last chunk and its trailers have been read.
    mutating func read(_ buffer: inout ByteBuffer, limit: Int) throws(HTTPFault) -> Bool {
        while true {
            switch phase {
            case .size:
                guard let line = try line(&buffer) else { return false }
                let size = try Self.size(line)
                guard body.readableBytes + size <= limit else {
                    throw HTTPFault(413, "the request body is longer than \(limit) bytes")
                }
                phase = size == 0 ? .trailers : .data(size)
            case .data(let missing):
                guard buffer.readableBytes > 0 else { return false }
                guard var part = buffer.readSlice(length: min(missing, buffer.readableBytes)) else { return false }
                let left = missing - part.readableBytes
                body.writeBuffer(&part)
                phase = left == 0 ? .endOfData : .data(left)
            case .endOfData:
                guard buffer.readableBytes >= 2 else { return false }
                guard buffer.readInteger(as: UInt16.self) == 0x0D0A else {
                    throw .malformed("a chunk is longer than its size says")
                }
                phase = .size
            case .trailers:
                guard let line = try line(&buffer) else { return false }
                if line.readableBytes == 0 { return true }
                trailers += line.readableBytes
                guard trailers <= Self.maximumTrailers else { throw HTTPFault(431, "the trailers are too long") }
            }
        }
    }

    /// The body; the reader is ready for the next one.
    mutating func finish() -> ByteBuffer {
        let result = body
        self = ChunkedBodyReader()
        return result
    }

    /// The next line without its CR LF, or nil while it is not complete.
    private func line(_ buffer: inout ByteBuffer) throws(HTTPFault) -> ByteBuffer? {
        let view = buffer.readableBytesView.prefix(Self.maximumLine + 2)
        guard let lineFeed = view.firstIndex(of: 0x0A) else {
            guard view.count < Self.maximumLine else { throw .malformed("a chunk's first line is too long") }
            return nil
        }
        let length = lineFeed - view.startIndex
        guard length >= 1, view[lineFeed - 1] == 0x0D, let line = buffer.readSlice(length: length - 1) else {
            throw .malformed("a chunk's first line does not end with CR LF")
        }
        buffer.moveReaderIndex(forwardBy: 2)
        guard line.readableBytesView.allSatisfy({ ($0 >= 0x20 && $0 != 0x7F) || $0 == 0x09 }) else {
            throw .malformed("a chunk's first line holds a control character")
        }
        return line
    }

    private static func size(_ line: ByteBuffer) throws(HTTPFault) -> Int {
        var size = 0
        var digits = 0
        for byte in line.readableBytesView {
            let digit: UInt8
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"): digit = byte - 0x30
            case UInt8(ascii: "a")...UInt8(ascii: "f"): digit = byte - 0x61 + 10
            case UInt8(ascii: "A")...UInt8(ascii: "F"): digit = byte - 0x41 + 10
            case UInt8(ascii: ";"), UInt8(ascii: " "), UInt8(ascii: "\t"):
                guard digits > 0 else { throw .malformed("a chunk has no size") }
                return size
            default: throw .malformed("a chunk's size is not a hexadecimal number")
            }
            digits += 1
            guard digits <= 15 else { throw HTTPFault(413, "the request body is too large") }
            size = size << 4 | Int(digit)
        }
        guard digits > 0 else { throw .malformed("a chunk has no size") }
        return size
    }
}
