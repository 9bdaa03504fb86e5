import Domain
import Glibc
import Synchronization

/// Reads a stretch of a file piece by piece. The file is opened once: what it is replaced by meanwhile is another.
final class FileReader: Sendable {
    private let path: String
    private let file: Int32
    /// Where the next piece begins, and how many bytes are still wanted.
    private let position: Mutex<(offset: Int64, left: Int64)>

    /// - Parameter count: at most so many bytes; nil for all. Throws `notFound`, and `invalidArgument` for a folder.
    init(path: String, offset: Int64, count: Int64?) throws {
        // Not blocking: a pipe somebody left there would wait for its other end.
        file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard file >= 0 else { throw FileFailure.last("read", path) }
        self.path = path
        position = Mutex((offset, count ?? .max))
        var status = stat()
        guard fstat(file, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
            close(file)
            throw AtelierError(.invalidArgument, "\(path.neutralised) is not a file", hint: "name a file in it")
        }
    }

    deinit {
        close(file)
    }

    /// Nil at the end.
    func next() throws -> [UInt8]? {
        let (offset, left) = position.withLock { $0 }
        let length = Int(min(left, Self.pieceLength))
        guard length > 0 else { return nil }
        let piece = try [UInt8](unsafeUninitializedCapacity: length) { buffer, count in
            var result = pread(file, buffer.baseAddress, length, off_t(offset))
            while result < 0, errno == EINTR { result = pread(file, buffer.baseAddress, length, off_t(offset)) }
            guard result >= 0 else { throw FileFailure.last("read", path) }
            count = result
        }
        guard !piece.isEmpty else { return nil }
        position.withLock { $0 = (offset + Int64(piece.count), left - Int64(piece.count)) }
        return piece
    }

    private static let pieceLength: Int64 = 256 * 1024
}
