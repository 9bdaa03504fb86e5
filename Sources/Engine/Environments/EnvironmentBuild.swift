import Domain
import FoundationEssentials
import LinuxSystem

/// Builds one environment in place: a venv holds absolute paths and cannot be moved. Whole only when its record is
/// written; whatever stops it before that, the folder is removed.
struct EnvironmentBuild: Sendable {
    let key: ContentHash
    let prefix: String
    let recipe: EnvironmentRecipe
    let interpreter: Interpreter
    let log: BuildLog
    let variables: [String: String]

    func run(with tool: BuildTool, clock: EngineClock) async throws {
        let start = clock.now()
        let prefix = prefix
        try await BlockingWork.run {
            try FileCopy.remove(prefix)
            try FileCopy.makeFolder(prefix.splitAtLastComponent.folder)
        }
        do {
            log.write("Building environment \(key.short) with Python \(interpreter.version) (\(interpreter.path))")
            let builder = try await install(with: tool)
            let seconds = clock.now().timeIntervalSince(start)
            let record = EnvironmentRecord(
                key: key, interpreter: interpreter.path, version: interpreter.version,
                requirements: recipe.requirements, builtAt: clock.now(), seconds: seconds,
                builder: builder)
            try await BlockingWork.run { try record.write(in: prefix) }
            log.write("Environment \(key.short) is ready after \((seconds * 10).rounded() / 10) s")
        } catch {
            // Not in this task: a cancelled one must still tidy up.
            try await Task { try await BlockingWork.run { try FileCopy.remove(prefix) } }.value
            throw error
        }
    }

    /// What conda's environments hold from the start: a job's own `pip install` must not reach the system's pip, and
    /// older packages (MLflow 2.14 is one) import `pkg_resources`, which setuptools dropped after 81. Installed before
    /// the rest, so that whoever needs a newer one gets it.
    private static let foundation = ["pip", "setuptools<81", "wheel"]

    private var python: String { prefix + "/bin/python" }
    private var requirementsFile: String { prefix + "/requirements.txt" }

    /// Gives the name of what did it.
    private func install(with tool: BuildTool) async throws -> String {
        switch tool {
        case .uv(let path):
            try await runUV(path)
            return "uv"
        case .pip(let reason):
            log.write("uv cannot be had: \(reason); using venv and pip")
            try await runPip()
            return "pip"
        }
    }

    private func runUV(_ uv: String) async throws {
        try await ground(uv, ["venv", "--quiet", "--no-project", "--python", interpreter.path, prefix])
        try await ground(uv, ["pip", "install", "--quiet", "--python", python] + Self.foundation)
        var options: [String] = []
        if recipe.requirements.contains("--pre") { options += ["--prerelease", "allow"] }
        // pip takes the best version of all indexes; uv by itself stops at the first index that knows the name.
        if recipe.requirements.contains(where: { $0.hasPrefix("--extra-index-url") }) {
            options += ["--index-strategy", "unsafe-best-match"]
        }
        for line in recipe.requirements {
            guard let host = line.removing(prefix: "--trusted-host") else { continue }
            options += ["--allow-insecure-host", host.drop { $0 == " " || $0 == "=" }.description]
        }
        let lines = recipe.requirements.filter {
            !["--pre", "--prefer-binary"].contains($0) && !$0.hasPrefix("--trusted-host")
        }
        try await write(lines)
        try await step(uv, ["pip", "install", "--python", python, "-r", requirementsFile] + options)
        try await freeze(uv, ["pip", "freeze", "--python", python])
    }

    private func runPip() async throws {
        try await ground(interpreter.path, ["-m", "venv", prefix])
        let quietly = ["-m", "pip", "install", "--quiet", "--progress-bar", "off"]
        try await ground(python, quietly + ["--upgrade"] + Self.foundation)
        try await write(recipe.requirements)
        try await step(
            python, ["-m", "pip", "install", "--progress-bar", "off", "-r", requirementsFile])
        try await freeze(python, ["-m", "pip", "freeze"])
    }

    private func write(_ lines: [String]) async throws {
        let (text, path) = (lines.joined(separator: "\n") + "\n", requirementsFile)
        try await BlockingWork.run { try FileContent.write(text, to: path) }
    }

    private func freeze(_ program: String, _ arguments: [String]) async throws {
        let (status, text) = try await ToolProcess(program, arguments, environment: variables).collect()
        guard status.isSuccess else { return log.write("The versions could not be listed: \(text)") }
        let (pins, path) = (LockFile.pins(in: text), LockFile.path(in: prefix))
        try await BlockingWork.run { try FileContent.write(pins.map { $0 + "\n" }.joined(), to: path) }
    }

    private func step(_ program: String, _ arguments: [String]) async throws {
        try await run(program, arguments) { said in
            BuildFailure.error(said: said, requirements: recipe.requirements, log: log.path)
        }
    }

    /// A step before the first package that somebody asked for.
    private func ground(_ program: String, _ arguments: [String]) async throws {
        try await run(program, arguments) { said in
            BuildFailure.ground(said: said, interpreter: interpreter, log: log.path)
        }
    }

    private func run(
        _ program: String, _ arguments: [String], failure: ([String]) -> AtelierError
    ) async throws {
        let tail = OutputTail(limit: 16_384)
        let status = try await ToolProcess(program, arguments, environment: variables).run { bytes in
            tail.append(bytes)
            log.write(bytes)
        }
        guard status.isSuccess else { throw failure(tail.lines(40)) }
    }
}
