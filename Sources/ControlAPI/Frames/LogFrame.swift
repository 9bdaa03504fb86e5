/// A piece of a log on the wire: the raw offset to resume from after it, its length, its bytes. Twelve bytes of
/// big-endian header, so that a view of the log (lines, colours) resumes by the raw file's offsets.
package struct LogFrame: Sendable, Hashable {
    package let nextOffset: Int64
    package let bytes: [UInt8]

    package init(nextOffset: Int64, bytes: [UInt8]) {
        self.nextOffset = nextOffset
        self.bytes = bytes
    }

    package var encoded: [UInt8] {
        var result: [UInt8] = []
        result.reserveCapacity(bytes.count + Self.headerLength)
        withUnsafeBytes(of: nextOffset.bigEndian) { result.append(contentsOf: $0) }
        withUnsafeBytes(of: UInt32(bytes.count).bigEndian) { result.append(contentsOf: $0) }
        result.append(contentsOf: bytes)
        return result
    }

    fileprivate static let headerLength = 12
}

/// Takes bytes as they arrive and gives whole frames.
package struct LogFrameDecoder: Sendable {
    private var buffer: [UInt8] = []

    package init() {}

    package mutating func decode(_ bytes: some Collection<UInt8>) -> [LogFrame] {
        buffer.append(contentsOf: bytes)
        var frames: [LogFrame] = []
        var start = 0
        while buffer.count - start >= LogFrame.headerLength {
            let offset = buffer[start..<start + 8].reduce(0 as UInt64) { $0 << 8 | UInt64($1) }
            let length = Int(buffer[start + 8..<start + 12].reduce(0 as UInt32) { $0 << 8 | UInt32($1) })
            let end = start + LogFrame.headerLength + length
            guard buffer.count >= end else { break }
            frames.append(
                LogFrame(
                    nextOffset: Int64(bitPattern: offset),
                    bytes: Array(buffer[start + LogFrame.headerLength..<end])))
            start = end
        }
        buffer.removeFirst(start)
        return frames
    }
}
