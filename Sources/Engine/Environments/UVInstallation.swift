import Domain
import FoundationEssentials
import Glibc
import LinuxSystem

/// One attempt to install uv from the package index into a folder: as `uv`, which is there only when it is whole.
struct UVInstallation: Sendable {
    enum Outcome: Sendable {
        case installed
        case refused(because: String)
    }

    let folder: String
    let variables: [String: String]

    /// Tries one Python after the other, unless the network is what is wrong.
    func run(with interpreters: some Sequence<Interpreter>) async -> Outcome {
        var reason = "there is no Python from 3.8 on to install it with"
        for interpreter in interpreters {
            do {
                let (status, text) = try await install(with: interpreter)
                if status.isSuccess, access("\(folder)/uv/bin/uv", X_OK) == 0 { return .installed }
                reason = BuildFailure.reason(said: text, by: interpreter)
                if BuildFailure.isOffline(text) { break }
            } catch {
                reason = (error as? AtelierError)?.message.neutralised ?? "\(error)"
            }
            if Task.isCancelled { break }
        }
        return .refused(because: reason)
    }

    /// Into a folder of its own, renamed when it is whole: nobody sees half of it.
    private func install(with interpreter: Interpreter) async throws -> (status: TerminationStatus, text: String) {
        let temporary = "\(folder)/.uv-\(UUID().uuidString)"
        let (folder, target) = (folder, folder + "/uv")
        try await BlockingWork.run { try FileCopy.makeFolder(folder) }
        do {
            var said = try await pip(interpreter.path, ["--target", temporary])
            if !said.status.isSuccess, said.text.contains("No module named pip") {
                // One that has venv and no pip of its own.
                said = try await ToolProcess(interpreter.path, ["-m", "venv", temporary], environment: variables).collect()
                if said.status.isSuccess { said = try await pip("\(temporary)/bin/python", []) }
            }
            let isInstalled = said.status.isSuccess && access("\(temporary)/bin/uv", X_OK) == 0
            try await BlockingWork.run {
                if isInstalled {
                    try FileCopy.remove(target)
                    try FileCopy.move(temporary, to: target)
                } else {
                    try FileCopy.remove(temporary)
                }
            }
            return said
        } catch {
            // Blocking work is done also for a cancelled task.
            try? await BlockingWork.run { try FileCopy.remove(temporary) }
            throw error
        }
    }

    /// An index that does not answer is given up soon: there is another way to build.
    private func pip(_ python: String, _ options: [String]) async throws -> (status: TerminationStatus, text: String) {
        let arguments = ["-m", "pip", "install", "--quiet", "--timeout", "15", "--retries", "1"] + options + ["uv"]
        return try await ToolProcess(python, arguments, environment: variables).collect()
    }
}
