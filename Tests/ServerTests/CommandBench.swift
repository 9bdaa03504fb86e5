import Client
import Commands
import Domain
import Engine
import Foundation
import Synchronization

/// Command lines in this process, against the engine behind an open door.
struct CommandBench: Sendable {
    let door: OpenDoor
    /// For files of the user's.
    let folder: String

    init(_ door: OpenDoor) {
        self.door = door
        folder = door.engine.context.home.root + "/user"
    }

    struct Outcome: Sendable {
        let code: Int32
        let output: String
        let errors: String

        var lines: [Substring] { errors.split(separator: "\n", omittingEmptySubsequences: false).dropLast() }
        /// What a terminal would obey, line feeds excepted.
        var hostile: [Unicode.Scalar] {
            (output + errors).unicodeScalars.filter { $0.isHostileToTerminals || $0.value == 9 }
        }
    }

    @discardableResult
    func run(_ arguments: String..., terminal: Bool = false) async -> Outcome {
        await run(arguments, terminal: terminal)
    }

    func run(_ arguments: [String], terminal: Bool = false) async -> Outcome {
        let console = Listener(isTerminal: terminal)
        let environment = ["ATELIER_HOME": door.engine.context.home.root, "XDG_CONFIG_HOME": folder + "/config"]
        let session = Session(
            console: console, door: OpenEngine(client: door.client),
            location: EngineLocation(environment: environment, userID: 0), environment: environment, user: "tester",
            host: "box")
        let code = await Program.run(arguments, calledAs: "atelier", in: session)
        return Outcome(code: code, output: console.output, errors: console.errors)
    }

    @discardableResult
    func write(_ text: String, to name: String) throws -> String {
        let file = URL(filePath: "\(folder)/\(name)")
        try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(text.utf8).write(to: file)
        return file.path
    }

    private struct OpenEngine: EngineDoor {
        let client: ControlClient
        var isRunning: Bool { true }
        func start() throws {}
        func connection() -> any ControlCaller { client }
    }

    private final class Listener: Console {
        private let heard = Mutex((output: [UInt8](), errors: [UInt8]()))
        let outputIsTerminal: Bool
        let errorIsTerminal: Bool
        let inputIsTerminal = false

        init(isTerminal: Bool) {
            outputIsTerminal = isTerminal
            errorIsTerminal = isTerminal
        }

        func write(_ bytes: [UInt8]) throws { heard.withLock { $0.output += bytes } }
        func note(_ bytes: [UInt8]) { heard.withLock { $0.errors += bytes } }
        func readLine() -> String? { nil }
        var output: String { heard.withLock { String(decoding: $0.output, as: UTF8.self) } }
        var errors: String { heard.withLock { String(decoding: $0.errors, as: UTF8.self) } }
    }
}
