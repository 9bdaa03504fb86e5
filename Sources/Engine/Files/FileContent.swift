import Crypto
import Domain
import Glibc
import LinuxSystem

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
        do {
            return try DurableFile.read(path)
        } catch {
            throw FileFailure.make("read", path, error.code)
        }
    }

    /// Puts a whole file in place: a reader sees the old content or the new, and a power cut takes neither.
    static func write(_ bytes: [UInt8], to path: String) throws {
        do {
            try DurableFile.write(bytes, to: path)
        } catch {
            throw FileFailure.make("write", path, error.code)
        }
    }

    static func write(_ text: String, to path: String) throws {
        try write(Array(text.utf8), to: path)
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
