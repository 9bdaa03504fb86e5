import Domain
import LinuxSystem

/// Reads of a log file that end at once.
package enum LogFile {
    /// The last lines of a log, read backwards from its end: as quick for a log of gigabytes as for a short one.
    ///
    /// - Parameters:
    ///   - lines: how many; a last line without a line feed counts.
    ///   - limit: at most so many bytes, for the sake of logs of endless lines.
    /// - Returns: what to show; following goes on from its `end`. An absent file is an empty chunk at 0.
    package static func tail(_ path: String, lines: Int, limit: Int = 4 << 20) throws -> LogChunk {
        do {
            guard let file = try FileDescriptor.opened(path) else { return LogChunk(offset: 0, bytes: []) }
            let end = try file.size(path: path)
            var start = end
            var blocks: [[UInt8]] = []
            // The line feed that ends the last line begins no further one.
            var missing = lines + 1
            var isAtEnd = true
            while start > 0, missing > 0, end - start < Int64(limit) {
                let count = Int(min(65_536, start))
                var block = try file.read(at: start - Int64(count), count: count, path: path)
                guard block.count == count else { break }
                if isAtEnd {
                    if block.last != UInt8(ascii: "\n") { missing -= 1 }
                    isAtEnd = false
                }
                var cut = block.count
                while cut > 0 {
                    if block[cut - 1] == UInt8(ascii: "\n") {
                        missing -= 1
                        if missing == 0 { break }
                    }
                    cut -= 1
                }
                start -= Int64(count - cut)
                block.removeFirst(cut)
                blocks.append(block)
            }
            return LogChunk(offset: start, bytes: Array(blocks.reversed().joined()))
        } catch {
            throw AtelierError(.unavailable, "\(error)", subject: path, cause: error)
        }
    }

    /// The size of a log in bytes; 0 when there is none yet.
    package static func size(_ path: String) throws -> Int64 {
        do {
            guard let file = try FileDescriptor.opened(path) else { return 0 }
            return try file.size(path: path)
        } catch {
            throw AtelierError(.unavailable, "\(error)", subject: path, cause: error)
        }
    }
}
