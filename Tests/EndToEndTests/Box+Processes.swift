import Foundation
import Glibc
import LinuxSystem

/// The processes of a box: found by what they carry, held by their identity, ended by `kill -9`.
extension Box {
    struct Found: Sendable {
        let identity: ProcessIdentity
        let command: String
    }

    /// Everything that runs and has to do with this box: its paths are in the command line or the environment.
    func processes() -> [Found] {
        let marks = [Data(root.path.utf8), Data(home.path.utf8)]
        return ProcessTable.snapshot().entries.filter { !$0.hasEnded && $0.pid != getpid() }.compactMap { entry in
            let command = Self.bytes("/proc/\(entry.pid)/cmdline")
            let environment = Self.bytes("/proc/\(entry.pid)/environ")
            guard marks.contains(where: { command.range(of: $0) != nil || environment.range(of: $0) != nil }),
                let identity = ProcessIdentity(pid: entry.pid), identity.startTime == entry.startTime
            else { return nil }
            let words = command.split(separator: 0).map { String(decoding: $0, as: UTF8.self) }
            return Found(identity: identity, command: words.joined(separator: " "))
        }
    }

    /// The engine that holds the home; nil when there is none.
    func engine() throws -> ProcessHandle? {
        let lock = home.appending(path: "engine.lock").path
        guard let pid = try FileLock.holder(of: lock), pid > 0, let identity = ProcessIdentity(pid: pid) else {
            return nil
        }
        return try ProcessHandle(identity)
    }

    /// Kills the engine where it stands and returns when it is gone; false when there was none.
    @discardableResult
    func killEngine() async throws -> Bool {
        guard let engine = try engine(), try engine.signal(SIGKILL) else { return false }
        try await engine.waitForExit()
        return true
    }

    /// The process that wrote its pid into a file of the box.
    func process(toldIn path: String) throws -> ProcessHandle {
        let text = try read(path).trimmingCharacters(in: .whitespacesAndNewlines)
        guard let pid = Int32(text), let identity = ProcessIdentity(pid: pid),
            let handle = try ProcessHandle(identity)
        else { throw Failure("\(path) tells of no living process: '\(text)'") }
        return handle
    }

    /// Ends a process and returns when it is gone.
    func killed(_ process: ProcessHandle) async throws {
        try process.signal(SIGKILL)
        try await process.waitForExit()
    }

    private static func bytes(_ path: String) -> Data {
        Data((try? DurableFile.read(path)) ?? [])
    }
}
