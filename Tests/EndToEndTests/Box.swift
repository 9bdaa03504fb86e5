import Foundation
import LinuxSystem
import Testing

/// A box of its own for one test: a fresh home, the real programs, and nothing left behind.
final class Box: Sendable {
    let root: URL
    let home: URL
    let environment: [String: String]
    /// Where its engine listens.
    let ports: (tracking: Int, scoring: Int)

    /// Runs `body` with a fresh box, then ends its engine and jobs, makes sure that nothing of it runs any more, and
    /// removes it.
    static func with(home: URL? = nil, _ body: (Box) async throws -> Void) async throws {
        let box = try Box(home: home)
        do {
            try await body(box)
        } catch {
            Issue.record("engine log:\n\(box.engineLog.suffix(4000))")
            try await box.remove()
            throw error
        }
        try await box.remove()
    }

    private init(home: URL?) throws {
        root = URL(filePath: "/tmp/atelier-e2e-\(UUID().uuidString.prefix(8))")
        self.home = home ?? root.appending(path: "home")
        for folder in ["run", "config/atelier"] {
            try FileManager.default.createDirectory(
                at: root.appending(path: folder), withIntermediateDirectories: true,
                attributes: [.posixPermissions: 0o700])
        }
        ports = try BoxPorts.next()
        let settings = "[engine]\ntracking_port = \(ports.tracking)\nscoring_port = \(ports.scoring)\n"
        try Data(settings.utf8).write(to: root.appending(path: "config/atelier/config.toml"))
        var environment = ProcessInfo.processInfo.environment
        environment["ATELIER_HOME"] = self.home.path
        environment["XDG_RUNTIME_DIR"] = root.appending(path: "run").path
        environment["XDG_CONFIG_HOME"] = root.appending(path: "config").path
        environment["NO_COLOR"] = "1"
        self.environment = environment
    }

    /// What the engine has logged so far.
    var engineLog: String {
        (try? String(contentsOf: home.appending(path: "engine.log"), encoding: .utf8)) ?? "(none)"
    }

    /// The folder the programs were built into: where this test bundle lies.
    static var programs: URL {
        URL(filePath: CommandLine.arguments[0]).resolvingSymlinksInPath().deletingLastPathComponent()
    }

    private func remove() async throws {
        _ = try? await run("engine", "stop", "--cancel-jobs")
        for process in processes() {
            guard let handle = try ProcessHandle(process.identity) else { continue }
            // The engine answers its last call a moment before it is gone; its workers and runners are gone before.
            if !process.command.contains("atelierd") {
                Issue.record("left behind: \(process.command)")
                try handle.signal(SIGKILL)
            }
            try await handle.waitForExit()
        }
        try FileManager.default.removeItem(at: root)
    }

    // MARK: Files

    /// Writes a file below the box's root and returns its path.
    @discardableResult
    func write(_ text: String, to path: String) throws -> String {
        let file = root.appending(path: path)
        try FileManager.default.createDirectory(
            at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(text.utf8).write(to: file)
        return file.path
    }

    func read(_ path: String) throws -> String {
        try String(contentsOf: root.appending(path: path), encoding: .utf8)
    }

    struct Failure: Error, CustomStringConvertible {
        let description: String

        init(_ description: String) {
            self.description = description
        }
    }
}
