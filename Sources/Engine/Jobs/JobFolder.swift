import Domain
import FoundationEssentials
import Glibc
import LinuxSystem
import Runtimes

/// Does the file work of a job; every call blocks, so they are made from `BlockingWork`.
struct JobFolder: Sendable {
    let layout: JobLayout

    /// The job's folders, and nothing in the work folder: what an attempt that never started has left there goes.
    func make() throws {
        try FileCopy.remove(layout.work)
        for folder in [
            layout.outputs, layout.logs, layout.userLog.splitAtLastComponent.folder, layout.systemLog.splitAtLastComponent.folder, layout.work,
        ] {
            try FileCopy.makeFolder(folder)
        }
    }

    /// Links `./outputs` and `./logs` to the artifacts, then does the plan's steps.
    func stage(_ steps: [StagingStep]) throws {
        try adopt("outputs", as: layout.outputs)
        try adopt("logs", as: layout.logs)
        for step in steps {
            switch step {
            case .makeFolder(let path): try FileCopy.makeFolder(path)
            case .sameFile(let path, let name):
                try append([], to: path)
                try FileCopy.remove(name)
                guard Glibc.link(path, name) == 0 else { throw FileFailure.last("write", name) }
            case .link(let path, let target):
                try FileCopy.makeFolder(path.splitAtLastComponent.folder)
                try link(path, to: target)
            case .copy(let source, let target):
                try FileCopy.makeFolder(target.splitAtLastComponent.folder)
                try copy(source, to: target)
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
        guard file >= 0 else { throw FileFailure.last("write", path) }
        defer { close(file) }
        var written = 0
        while written < bytes.count {
            let count = bytes.withUnsafeBytes { write(file, $0.baseAddress?.advanced(by: written), bytes.count - written) }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { throw FileFailure.last("write", path) }
            written += count
        }
    }

    /// The line of the log's end that most likely says what went wrong: the last that names an error, else the last.
    func lastErrorLine(of log: String) -> String? {
        guard let chunk = try? LogFile.tail(log, lines: 40, limit: 16_384) else { return nil }
        let lines = String(decoding: chunk.bytes, as: UTF8.self).split(whereSeparator: \.isNewline)
            .map { $0.drop(while: \.isWhitespace) }.filter { !$0.isEmpty }
        let naming = lines.last { $0.contains("Error") || $0.contains("Exception") || $0.contains("error:") }
        guard let line = naming ?? lines.last else { return nil }
        return String(line.prefix(300)).neutralised
    }

    /// Puts the end of a process's log behind the job's own. Blocks.
    func quote(_ log: String, of rank: Int) {
        guard let chunk = try? LogFile.tail(log, lines: 30, limit: 16_384), !chunk.bytes.isEmpty else { return }
        let name = log.splitAtLastComponent.name
        let heading = "--- the end of user_logs/\(name), of the process \(rank) that failed ---\n"
        try? append(Array(heading.utf8) + chunk.bytes, to: layout.userLog)
    }

    /// A folder of the code called `outputs` becomes the artifacts' with all that is in it; a file of the name stays.
    private func adopt(_ name: String, as folder: String) throws {
        let place = "\(layout.work)/\(name)"
        if let stamp = try FileStamp.of(place) {
            guard stamp.kind == .folder else { return }
            for entry in try FileTree.names(in: place) {
                try FileCopy.remove("\(folder)/\(entry)")
                guard rename("\(place)/\(entry)", "\(folder)/\(entry)") == 0 else {
                    throw FileFailure.last("move", "\(place)/\(entry)")
                }
            }
        }
        try link(place, to: folder)
    }

    private func link(_ path: String, to target: String) throws {
        try FileCopy.remove(path)
        try FileCopy.link(path, to: target)
    }

    private func copy(_ source: String, to target: String) throws {
        do {
            var merge = FolderMerge(moving: false)
            try merge.put(RawPath(source), over: RawPath(target))
        } catch {
            throw FileFailure.make(error.operation, error.subject, error.code)
        }
    }
}
