import Domain
import Glibc
import LinuxSystem

/// An upload in progress. Used by one request at a time; gone without a trace when it is not finished.
package final class ArtifactUpload: Sendable {
    private let descriptor: Int32
    let path: String

    init(descriptor: Int32, path: String) {
        self.descriptor = descriptor
        self.path = path
    }

    deinit {
        close(descriptor)
        // Fails quietly after the rename that finished the upload.
        unlink(path)
    }

    /// Appends bytes, off the caller's thread.
    package func append(_ bytes: [UInt8]) async throws {
        try await BlockingWork.run { [self] in
            var offset = 0
            while offset < bytes.count {
                let count = bytes.withUnsafeBytes { write(descriptor, $0.baseAddress?.advanced(by: offset), $0.count - offset) }
                if count < 0 {
                    guard errno == EINTR else { throw ArtifactFiles.failure("cannot take the upload", errno) }
                    continue
                }
                offset += count
            }
        }
    }

    /// Brings the bytes to the disk.
    func flush() throws {
        guard fsync(descriptor) == 0 else { throw ArtifactFiles.failure("cannot take the upload", errno) }
    }
}

/// A file being read, piece by piece.
package final class ArtifactReading: Sendable {
    private let descriptor: Int32
    package let size: Int64

    init(descriptor: Int32, size: Int64) {
        self.descriptor = descriptor
        self.size = size
    }

    deinit { close(descriptor) }

    /// The bytes at an offset, at most `limit`; empty at the end.
    package func bytes(at offset: Int64, limit: Int) async throws -> [UInt8] {
        try await BlockingWork.run { [descriptor] in
            var problem: Int32 = 0
            let bytes = [UInt8](unsafeUninitializedCapacity: limit) { buffer, count in
                let result = pread(descriptor, buffer.baseAddress, limit, Int(offset))
                if result < 0 { problem = errno }
                count = max(result, 0)
            }
            guard problem == 0 else { throw ArtifactFiles.failure("cannot read the artifact", problem) }
            return bytes
        }
    }
}
