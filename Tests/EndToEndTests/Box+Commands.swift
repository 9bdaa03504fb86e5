import Foundation
import Glibc
import LinuxSystem

/// Running programs, and `atelier` above all.
extension Box {
    struct Outcome: Sendable {
        let status: TerminationStatus
        let output: String
        let errors: String

        /// The exit code; -1 when a signal ended it.
        var code: Int32 {
            if case .exited(let code) = status { code } else { -1 }
        }
        var trimmed: String { output.trimmingCharacters(in: .whitespacesAndNewlines) }
    }

    /// A program that runs, its output going to files.
    struct Running: Sendable {
        let process: ChildProcess
        let folder: URL

        var output: URL { folder.appending(path: "out") }
        var errors: URL { folder.appending(path: "err") }

        func end() async throws -> Outcome {
            let status = try await process.waitForExit()
            defer { try? FileManager.default.removeItem(at: folder) }
            return Outcome(
                status: status, output: String(decoding: try Data(contentsOf: output), as: UTF8.self),
                errors: String(decoding: try Data(contentsOf: errors), as: UTF8.self))
        }
    }

    /// - Parameters:
    ///   - workingFolder: the box's root unless another is named.
    ///   - variables: beside those of the box.
    func start(
        _ program: String, _ arguments: [String], in workingFolder: URL? = nil, with variables: [String: String] = [:]
    ) throws -> Running {
        let folder = root.appending(path: ".out-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let output = try FileDescriptor.open(folder.appending(path: "out").path, O_WRONLY | O_CREAT)
        let errors = try FileDescriptor.open(folder.appending(path: "err").path, O_WRONLY | O_CREAT)
        let variables = environment.merging(variables) { _, new in new }
        var spawn = Spawn(program, arguments, environment: variables)
        spawn.workingDirectory = (workingFolder ?? root).path
        spawn.standardOutput = output.raw
        spawn.standardError = errors.raw
        return Running(process: try ChildProcess(spawn), folder: folder)
    }

    /// Starts `atelier` and leaves it running.
    func begin(_ arguments: String...) throws -> Running {
        try start(Self.programs.appending(path: "atelier").path, arguments)
    }

    /// Runs `atelier` to its end, whatever its exit code.
    func run(_ arguments: String...) async throws -> Outcome {
        try await run(arguments)
    }

    func run(_ arguments: [String]) async throws -> Outcome {
        try await start(Self.programs.appending(path: "atelier").path, arguments).end()
    }

    /// Runs `atelier`, which must succeed, and returns its standard output without the last line's end.
    @discardableResult
    func atelier(_ arguments: String...) async throws -> String {
        try await succeeding(arguments).trimmed
    }

    func json(_ arguments: String...) async throws -> Any {
        let outcome = try await succeeding(arguments + ["-o", "json"])
        return try JSONSerialization.jsonObject(with: Data(outcome.output.utf8), options: .fragmentsAllowed)
    }

    private func succeeding(_ arguments: [String]) async throws -> Outcome {
        let outcome = try await run(arguments)
        guard outcome.code == 0 else {
            throw Failure("atelier \(arguments.joined(separator: " ")): \(outcome.status): \(outcome.errors)")
        }
        return outcome
    }
}
