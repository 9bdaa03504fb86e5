import Crypto
import Domain
import Glibc

/// SHA-256 of files, folders and texts, as the engine names content.
enum FileContent {
    static func hash(of path: String) throws -> ContentHash {
        let file = open(path, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { throw FileFailure.last("read", path) }
        defer { close(file) }
        var hasher = SHA256()
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 20, alignment: 4096)
        defer { buffer.deallocate() }
        while true {
            let count = Glibc.read(file, buffer.baseAddress, buffer.count)
            if count == 0 { return ContentHash(digest: hasher.finalize()) }
            if count < 0 {
                if errno == EINTR { continue }
                throw FileFailure.last("read", path)
            }
            hasher.update(bufferPointer: UnsafeRawBufferPointer(rebasing: buffer[..<count]))
        }
    }

    static func hash(ofText text: String) -> ContentHash {
        ContentHash(digest: SHA256.hash(data: Array(text.utf8)))
    }

    /// Reads a whole file of reasonable size.
    static func read(_ path: String) throws -> [UInt8] {
        let file = open(path, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { throw FileFailure.last("read", path) }
        defer { close(file) }
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = Glibc.read(file, &chunk, chunk.count)
            if count == 0 { return bytes }
            if count < 0 {
                if errno == EINTR { continue }
                throw FileFailure.last("read", path)
            }
            bytes += chunk[..<count]
        }
    }

    /// Puts a whole file in place by temporary name, fsync and rename: a reader sees the old content or the new.
    static func write(_ bytes: [UInt8], to path: String, mode: mode_t = 0o600) throws {
        let temporary = "\(path).\(getpid()).\(UInt32.random(in: 0 ... .max)).tmp"
        let file = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode)
        guard file >= 0 else { throw FileFailure.last("write", path) }
        do {
            defer { close(file) }
            var offset = 0
            while offset < bytes.count {
                let count = bytes[offset...].withUnsafeBytes { Glibc.write(file, $0.baseAddress, $0.count) }
                if count < 0 {
                    if errno == EINTR { continue }
                    throw FileFailure.last("write", path)
                }
                offset += count
            }
            guard fsync(file) == 0 else { throw FileFailure.last("write", path) }
            try FileCopy.move(temporary, to: path)
        } catch {
            unlink(temporary)
            throw error
        }
    }
}

extension ContentHash {
    init(digest: SHA256.Digest) {
        let digits = Array("0123456789abcdef".utf8)
        var text: [UInt8] = []
        for byte in digest {
            text.append(digits[Int(byte >> 4)])
            text.append(digits[Int(byte & 15)])
        }
        self.init(rawValue: String(decoding: text, as: UTF8.self))
    }
}
