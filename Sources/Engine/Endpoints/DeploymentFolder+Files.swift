import Domain
import FoundationEssentials
import Glibc
import LinuxSystem

/// The blocking half, kept off the cooperative pool.
extension DeploymentFolder {
    /// An empty folder for a version, without what an interrupted attempt left there.
    func beginVersion(_ number: Int) async throws {
        let folder = version(number)
        try await BlockingWork.run {
            try FileCopy.remove(folder)
            try FileManager.default.createDirectory(
                atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        }
    }

    /// An empty folder to work in, for a version without code.
    func makeApp(_ number: Int) async throws {
        let folder = app(number)
        try await BlockingWork.run {
            try FileManager.default.createDirectory(
                atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        }
    }

    func fileExists(_ path: String) async throws -> Bool {
        try await BlockingWork.run { FileManager.default.fileExists(atPath: path) }
    }

    /// Removes the versions that are neither in service nor being made.
    func keepVersions(_ numbers: Set<Int>) async throws {
        let versions = versions
        try await BlockingWork.run {
            for name in try FileManager.default.contentsOfDirectory(atPath: versions) {
                guard let number = Int(name), !numbers.contains(number) else { continue }
                try FileCopy.remove("\(versions)/\(name)")
            }
        }
    }

    /// Appends to the deployment's log; what cannot be written is lost, as the log is not worth failing for.
    func append(toLog bytes: [UInt8]) {
        let descriptor = open(log, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { return }
        defer { close(descriptor) }
        _ = write(descriptor, bytes, bytes.count)
    }

    /// The last lines of the log, read from its end; at most `limit` bytes of them.
    func logTail(lines: Int, limit: Int = 1 << 20) async throws -> [String] {
        let path = log
        return try await BlockingWork.run {
            let descriptor = open(path, O_RDONLY | O_CLOEXEC)
            guard descriptor >= 0 else { return [] }
            defer { close(descriptor) }
            let size = Int(lseek(descriptor, 0, SEEK_END))
            let start = max(0, size - limit)
            var bytes = [UInt8](repeating: 0, count: size - start)
            let count = pread(descriptor, &bytes, bytes.count, start)
            guard count > 0 else { return [] }
            var split = bytes.prefix(count).split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
            if split.last?.isEmpty == true { split.removeLast() }
            if start > 0, split.count > 1 { split.removeFirst() }
            return split.suffix(max(0, lines)).map { String(decoding: $0, as: UTF8.self) }
        }
    }
}
