import Domain
import Glibc
import LinuxSystem
import Synchronization

/// Reads a file, or a stretch of it piece by piece. The file is opened once: what it is replaced by meanwhile is another.
final class FileReader: Sendable {
    private let path: String
    private let file: FileDescriptor
    /// Where the next piece begins, and how many bytes are still wanted.
    private let position: Mutex<(offset: Int64, left: Int64)>

    /// - Parameter count: at most so many bytes; nil for all. Throws `notFound`, and `invalidArgument` for a folder.
    init(path: String, offset: Int64 = 0, count: Int64? = nil) throws {
        // Not blocking: a pipe somebody left there would wait for its other end.
        file = try Self.named(path) { () throws(PosixError) in try FileDescriptor.open(path, O_RDONLY | O_NONBLOCK) }
        self.path = path
        position = Mutex((offset, count ?? .max))
        var status = stat()
        guard fstat(file.raw, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
            throw AtelierError(.invalidArgument, "\(path.neutralised) is not a file", hint: "name a file in it")
        }
    }

    /// Nil at the end.
    func next() throws -> [UInt8]? {
        let (offset, left) = position.withLock { $0 }
        let length = Int(min(left, Self.pieceLength))
        guard length > 0 else { return nil }
        let piece = try Self.named(path) { () throws(PosixError) in try file.read(at: offset, count: length, path: path) }
        guard !piece.isEmpty else { return nil }
        position.withLock { $0 = (offset + Int64(piece.count), left - Int64(piece.count)) }
        return piece
    }

    private static let pieceLength: Int64 = 256 * 1024

    /// The whole file, by as many threads as `parallel` has for its pieces.
    func contents(parallel: ((_ count: Int, _ body: @Sendable (Int) -> Void) -> Void)?) throws -> [UInt8] {
        try Self.named(path) { () throws(PosixError) in try file.contents(path: path, parallel: parallel) }
    }

    private static func named<Value: ~Copyable>(
        _ path: String, _ body: () throws(PosixError) -> Value
    ) throws(AtelierError) -> Value {
        do throws(PosixError) {
            return try body()
        } catch {
            throw FileFailure.make("read", path, error.code)
        }
    }
}
