package import Domain
import FoundationEssentials
import Glibc
import LinuxSystem

/// Starts the engine when a command needs it and none is there, as tmux starts its server.
package struct EngineLauncher: Sendable {
    private let location: EngineLocation
    private let environment: [String: String]

    package init(location: EngineLocation, environment: [String: String]) {
        self.location = location
        self.environment = environment
    }

    /// Whether an engine accepts connections now.
    package var isRunning: Bool {
        let descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        guard descriptor >= 0 else { return false }
        defer { close(descriptor) }
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: location.socket.utf8.prefix($0.count - 1)) }
        return withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size)) == 0
            }
        }
    }

    /// Starts the engine unless it runs, and returns when it answers. Throws what kept it from starting.
    package func start() throws {
        while !isRunning {
            let report = try launch()
            if report.starts(with: Self.readyReport.utf8) { return }
            guard report.starts(with: Self.runningReport.utf8) else { throw Self.failure(report, location) }
            try waitForTheOther()
        }
    }

    /// One start of `atelierd`; returns what it reported.
    private func launch() throws -> [UInt8] {
        var readiness = try PipeEnds()
        let log = try openLog()
        var engine = Spawn(
            try Self.program(named: "atelierd"), ["--report-readiness"], environment: environment)
        engine.workingDirectory = "/"
        engine.standardOutput = log.raw
        engine.standardError = log.raw
        engine.descriptors = [Self.readinessDescriptor: readiness.writer]
        engine.grouping = .ownSession
        do {
            _ = try engine.start()
        } catch {
            throw AtelierError(.unavailable, "the engine cannot be started: \(error)", hint: "reinstall Atelier")
        }
        readiness.closeWriter()
        return try Self.readAll(from: readiness.reader)
    }

    /// The descriptor on which `atelierd` says `ready`, or an error as JSON, and which it then closes.
    package static let readinessDescriptor: Int32 = 3
    private static let readyReport = "ready"
    private static let runningReport = "running"

    /// An executable that was installed beside this one.
    package static func program(named name: String) throws -> String {
        guard let own = Host.executablePath, let slash = own.lastIndex(of: "/") else {
            throw AtelierError(.internal, "cannot tell where this program lies", hint: "is /proc mounted?")
        }
        let path = own[...slash] + name
        guard access(String(path), X_OK) == 0 else {
            throw AtelierError(
                .unavailable, "'\(name)' is not beside 'atelier'", hint: "install both into \(own[..<slash])")
        }
        return String(path)
    }

    private func openLog() throws -> FileDescriptor {
        do {
            try DurableFile.createFolder(location.home.root)
            return try FileDescriptor.open(
                location.home.engineLog, O_WRONLY | O_CREAT | O_APPEND, mode: 0o600)
        } catch {
            throw AtelierError(
                .unavailable, "cannot write to the home \(location.home.root): \(error.reason)",
                hint: "set ATELIER_HOME to a folder you can write")
        }
    }

    /// Waits for the report. The reading end does not block, so `poll` does the waiting.
    private static func readAll(from reader: borrowing FileDescriptor) throws -> [UInt8] {
        var bytes: [UInt8] = []
        while true {
            var waiting = pollfd(fd: reader.raw, events: Int16(POLLIN), revents: 0)
            guard poll(&waiting, 1, -1) > 0, let piece = try reader.read(count: 4096) else { continue }
            if piece.isEmpty { return bytes }
            bytes.append(contentsOf: piece)
        }
    }

    private static func failure(_ report: [UInt8], _ location: EngineLocation) -> AtelierError {
        if let error = try? JSONDecoder().decode(AtelierError.self, from: Data(report)) { return error }
        return AtelierError(
            .unavailable, "the engine ended before it was ready", hint: "its log is \(location.home.engineLog)")
    }

    /// Another process holds the lock: an engine that is about to be ready, or one that is about to end. Returns when it
    /// answers, or is gone.
    private func waitForTheOther() throws {
        for _ in 0..<3000 {
            if try isRunning || FileLock.holder(of: location.home.lock) == nil { return }
            usleep(10_000)
        }
        throw AtelierError(
            .unavailable, "another engine holds \(location.home.lock) but does not answer",
            hint: "its log is \(location.home.engineLog)")
    }
}
