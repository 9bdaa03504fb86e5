import Glibc
import Synchronization

extension FileDescriptor {
    /// All bytes that a file has now. One that is cut off meanwhile gives those before its new end.
    ///
    /// - Parameter parallel: calls a body for each number below a count, on as many threads as it likes; nil reads on this one.
    package borrowing func contents(
        path: String = "", parallel: ((_ count: Int, _ body: @Sendable (Int) -> Void) -> Void)? = nil
    ) throws(PosixError) -> [UInt8] {
        let (raw, size) = (raw, Int(try size(path: path)))
        let pieces = (size + Self.pieceLength - 1) / Self.pieceLength
        let outcome = Mutex<(end: Int, failure: PosixError?)>((size, nil))
        let bytes = [UInt8](unsafeUninitializedCapacity: size) { buffer, filled in
            guard let start = buffer.baseAddress else { return }
            LargePages.use(for: UnsafeRawBufferPointer(buffer))
            nonisolated(unsafe) let base = start
            let read: @Sendable (Int) -> Void = { piece in
                let wanted = piece * Self.pieceLength..<min(size, (piece + 1) * Self.pieceLength)
                do throws(PosixError) {
                    let end = try Self.fill(base, wanted, from: raw, path)
                    if end < wanted.upperBound { outcome.withLock { $0.end = min($0.end, end) } }
                } catch {
                    outcome.withLock { $0.failure = error }
                }
            }
            if let parallel { parallel(pieces, read) } else { (0..<pieces).forEach(read) }
            filled = outcome.withLock { $0.end }
        }
        if let failure = outcome.withLock({ $0.failure }) { throw failure }
        return bytes
    }

    private static let pieceLength = 2 << 20

    /// Where the file ended, or what was wanted of it.
    private static func fill(
        _ base: UnsafeMutablePointer<UInt8>, _ wanted: Range<Int>, from raw: Int32, _ path: String
    ) throws(PosixError) -> Int {
        var at = wanted.lowerBound
        while at < wanted.upperBound {
            let count = try PosixError.checked("read", path) { pread(raw, base + at, wanted.upperBound - at, off_t(at)) }
            if count == 0 { break }
            at += count
        }
        return at
    }
}
