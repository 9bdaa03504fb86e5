import Domain
import Foundation
import LinuxSystem
import Runtimes
import Testing

/// A job's folder under /tmp that is removed with this value.
final class JobFolder: Sendable {
    let layout: JobLayout
    let runtime = RunnerProcess()

    init() throws {
        let root = "/tmp/atelier-runtimes-\(UUID().uuidString)"
        layout = JobLayout(root: root)
        for folder in [layout.work, layout.artifacts + "/user_logs"] { try DurableFile.createFolder(folder) }
    }

    deinit {
        try? FileManager.default.removeItem(atPath: layout.root)
    }

    func plan(_ command: String, attempt: String = "a1") -> RunnerPlan {
        RunnerPlan(
            attempt: attempt, layout: layout, command: command,
            environment: ["PATH": "/usr/local/bin:/usr/bin:/bin", "JOB": layout.root])
    }

    func path(_ name: String) -> String { "\(layout.root)/\(name)" }

    func text(_ path: String) throws -> String { String(decoding: try DurableFile.read(path), as: UTF8.self) }

    /// Returns the file's text once it is there with a whole first line.
    func appeared(_ name: String) async throws -> String {
        let watch = try FileWatch(path(name))
        while true {
            if let text = try? text(path(name)), text.hasSuffix("\n") { return String(text.dropLast()) }
            try await watch.next()
        }
    }

    /// The process that wrote its pid to the file.
    func process(_ name: String) async throws -> ProcessIdentity {
        let pid = try #require(pid_t(try await appeared(name)))
        return try #require(ProcessIdentity(pid: pid))
    }

    func makePipe(_ name: String) {
        mkfifo(path(name), 0o600)
    }
}

extension JobEnd {
    var record: ExitRecord? {
        if case .exited(let record) = self { record } else { nil }
    }
}
