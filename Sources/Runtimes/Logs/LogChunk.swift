/// A piece of a log file, as it was written.
package struct LogChunk: Sendable, Hashable {
    /// Where in the file it begins; the next chunk begins at `end`.
    package let offset: Int64
    package let bytes: [UInt8]

    package init(offset: Int64, bytes: [UInt8]) {
        self.offset = offset
        self.bytes = bytes
    }

    package var end: Int64 { offset + Int64(bytes.count) }
}
