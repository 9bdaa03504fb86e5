import Domain
import FoundationEssentials
import Glibc
import Runtimes

/// Does the file work of a job; every call blocks, so they are made from `BlockingWork`.
struct JobFolder: Sendable {
    let layout: JobLayout

    /// The job's folders, and nothing in the work folder: what an attempt that never started has left there goes.
    func make() throws {
        let files = FileManager.default
        if files.fileExists(atPath: layout.work) { try remove(layout.work) }
        for folder in [
            layout.outputs, layout.logs, layout.userLog.parentFolder, layout.systemLog.parentFolder, layout.work,
        ] {
            try Self.makeFolder(folder)
        }
    }

    /// Links `./outputs` and `./logs` to the artifacts, then does the plan's steps.
    func stage(_ steps: [StagingStep]) throws {
        try adopt("outputs", as: layout.outputs)
        try adopt("logs", as: layout.logs)
        for step in steps {
            switch step {
            case .makeFolder(let path): try Self.makeFolder(path)
            case .link(let path, let target):
                try Self.makeFolder(path.parentFolder)
                try Self.link(path, to: target)
            case .copy(let source, let target):
                try Self.makeFolder(target.parentFolder)
                if FileManager.default.fileExists(atPath: target) { try remove(target) }
                try attempting("copy", source) { try FileManager.default.copyItem(atPath: source, toPath: target) }
            }
        }
    }

    /// Appends to a log of the job.
    func append(_ text: String, to path: String) throws {
        guard !text.isEmpty else { return }
        try append(Array(text.utf8), to: path)
    }

    func append(_ bytes: [UInt8], to path: String) throws {
        let file = open(path, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0o600)
        guard file >= 0 else { throw Self.failure("write", path) }
        defer { close(file) }
        var written = 0
        while written < bytes.count {
            let count = bytes.withUnsafeBytes { write(file, $0.baseAddress?.advanced(by: written), bytes.count - written) }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { throw Self.failure("write", path) }
            written += count
        }
    }

    /// The line of the log's end that most likely says what went wrong: the last that names an error, else the last.
    func lastErrorLine() -> String? {
        guard let chunk = try? LogFile.tail(layout.userLog, lines: 40, limit: 16_384) else { return nil }
        let lines = String(decoding: chunk.bytes, as: UTF8.self).split(whereSeparator: \.isNewline)
            .map { $0.drop(while: \.isWhitespace) }.filter { !$0.isEmpty }
        let naming = lines.last { $0.contains("Error") || $0.contains("Exception") || $0.contains("error:") }
        guard let line = naming ?? lines.last else { return nil }
        return String(line.prefix(300)).neutralised
    }

    /// A folder of the code called `outputs` becomes the artifacts' with all that is in it; a file of the name stays.
    private func adopt(_ name: String, as folder: String) throws {
        let place = "\(layout.work)/\(name)"
        var status = stat()
        if lstat(place, &status) == 0 {
            guard status.st_mode & S_IFMT == S_IFDIR else { return }
            try attempting("move", place) {
                for entry in try FileManager.default.contentsOfDirectory(atPath: place) {
                    let target = "\(folder)/\(entry)"
                    if FileManager.default.fileExists(atPath: target) { try remove(target) }
                    try FileManager.default.moveItem(atPath: "\(place)/\(entry)", toPath: target)
                }
                try FileManager.default.removeItem(atPath: place)
            }
        }
        try Self.link(place, to: folder)
    }

    static func makeFolder(_ path: String) throws {
        if mkdir(path, 0o700) == 0 || errno == EEXIST { return }
        guard errno == ENOENT, path != "/" else { throw Self.failure("create", path) }
        try Self.makeFolder(path.parentFolder)
        guard mkdir(path, 0o700) == 0 || errno == EEXIST else { throw Self.failure("create", path) }
    }

    static func link(_ path: String, to target: String) throws {
        if symlink(target, path) == 0 { return }
        guard errno == EEXIST, unlink(path) == 0, symlink(target, path) == 0 else { throw Self.failure("create", path) }
    }

    private func remove(_ path: String) throws {
        try attempting("remove", path) { try FileManager.default.removeItem(atPath: path) }
    }

    private func attempting(_ verb: String, _ path: String, _ body: () throws -> Void) throws {
        do {
            try body()
        } catch let error as AtelierError {
            throw error
        } catch {
            throw AtelierError(
                .unavailable, "cannot \(verb) \(path.neutralised)",
                hint: "check the disk and the permissions of ATELIER_HOME", cause: error)
        }
    }

    private static func failure(_ verb: String, _ path: String) -> AtelierError {
        let reason = errno == ENOSPC ? "the disk is full" : String(cString: strerror(errno))
        return AtelierError(
            .unavailable, "cannot \(verb) \(path.neutralised): \(reason)",
            hint: "check the disk and the permissions of ATELIER_HOME")
    }
}
