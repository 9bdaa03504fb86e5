import Foundation

/// Reads a file that a person named, which need not be one: `--file <(generate job.yml)` names a pipe.
enum SourceFile {
    enum Content {
        case bytes(Data)
        /// A pipe that waits for its other end, and would for ever.
        case nobodyWrites
        case unreadable
    }

    /// At most `limit` bytes from the start.
    ///
    /// - Parameter patience: milliseconds for a pipe's writer that was started together with us.
    static func read(_ path: String, upTo limit: Int, patience: Int32 = 1000) -> Content {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else { return .unreadable }
        let handle = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
        var start = Data()
        if isPipe(descriptor) {
            guard let first = firstByte(of: descriptor, patience) else { return .nobodyWrites }
            start = first
        }
        _ = fcntl(descriptor, F_SETFL, 0)
        guard let rest = try? handle.read(upToCount: limit - start.count) ?? Data() else { return .unreadable }
        return .bytes(start + rest)
    }

    private static func isPipe(_ descriptor: Int32) -> Bool {
        var status = stat()
        return fstat(descriptor, &status) == 0 && status.st_mode & S_IFMT == S_IFIFO
    }

    /// Empty while a writer is there who has not written yet, and at the end; nil when there is none, nor comes soon.
    private static func firstByte(of pipe: Int32, _ patience: Int32) -> Data? {
        for isLast in [false, true] {
            var byte: UInt8 = 0
            let count = Foundation.read(pipe, &byte, 1)
            if count > 0 { return Data([byte]) }
            if count < 0 { return Data() }
            var waiting = pollfd(fd: pipe, events: Int16(POLLIN), revents: 0)
            if !isLast, poll(&waiting, 1, patience) > 0, waiting.revents & Int16(POLLIN) == 0 { return Data() }
        }
        return nil
    }
}
