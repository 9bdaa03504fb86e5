import Domain
import LinuxSystem

/// Gets one package from the package index into a folder, alone, by the same tools and settings that environments are
/// built with.
struct WheelFetch: Sendable {
    let tool: BuildTool
    let interpreter: Interpreter
    let variables: [String: String]
    let log: @Sendable ([UInt8]) -> Void

    /// Pythons to ask for packages of, in turn, nil for the box's own: a library does not care, and new versions of it
    /// are made for new Pythons only, old ones for old ones.
    private static let pythons = ["3.13", nil, "3.12", "3.10", "3.8"]

    enum Outcome: Sendable {
        case fetched
        case refused(String)
    }

    /// Installs `requirement` into `folder`. Throws `unavailable` when the index cannot be reached or the disk is full.
    func fetch(_ requirement: String, into folder: String) async throws -> Outcome {
        var reason = ""
        for python in Self.pythons {
            let tail = OutputTail(limit: 16_384)
            let status = try await process(requirement, folder, python: python).run { bytes in
                tail.append(bytes)
                log(bytes)
            }
            if status.isSuccess { return .fetched }
            if BuildFailure.isOffline(tail.text) {
                throw AtelierError(
                    .unavailable, "\(requirement) cannot be fetched: the package index cannot be reached",
                    hint: "check the network, or name a reachable index in PIP_INDEX_URL")
            }
            if tail.text.lowercased().contains("no space left") {
                throw AtelierError(
                    .unavailable, "\(requirement) cannot be fetched: the disk is full", hint: "free some space and try again")
            }
            if reason.isEmpty { reason = Self.reason(in: tail.lines(20)) }
            // uv knows the index: another Python would not help.
            if reason.contains("there is no version of") { break }
        }
        return .refused(reason)
    }

    /// The line of uv or pip that says why.
    private static func reason(in lines: [String]) -> String {
        for sign in ["cause: ", "ERROR: ", "error: "] {
            if let reason = lines.last(where: { $0.contains(sign) })?.split(separator: sign, maxSplits: 1).last {
                return String(reason).neutralised
            }
        }
        return lines.last?.neutralised ?? "it does not say why"
    }

    private func process(_ requirement: String, _ folder: String, python: String?) -> ToolProcess {
        var arguments: [String]
        let program: String
        switch tool {
        case .uv(let path):
            program = path
            arguments = ["pip", "install", "--python", interpreter.path]
        case .pip:
            program = interpreter.path
            arguments = ["-m", "pip", "install", "--progress-bar", "off", "--no-compile", "--upgrade"]
        }
        arguments += ["--target", folder, "--no-deps", "--only-binary", ":all:"]
        if let python { arguments += ["--python-version", python] }
        return ToolProcess(program, arguments + [requirement], environment: variables)
    }
}
