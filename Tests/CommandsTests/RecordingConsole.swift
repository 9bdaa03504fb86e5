import Commands
import Synchronization

/// Keeps what was written, and answers questions from a script.
final class RecordingConsole: Console {
    let outputIsTerminal: Bool
    let errorIsTerminal: Bool
    let inputIsTerminal: Bool
    private let state: Mutex<State>

    private struct State {
        var output: [UInt8] = []
        var errors: [UInt8] = []
        var answers: [String]
        var isClosed: Bool
    }

    init(terminal: Bool = false, answers: [String] = [], isClosed: Bool = false) {
        outputIsTerminal = terminal
        errorIsTerminal = terminal
        inputIsTerminal = !answers.isEmpty
        state = Mutex(State(answers: answers, isClosed: isClosed))
    }

    func write(_ bytes: [UInt8]) throws {
        try state.withLock { state in
            if state.isClosed { throw OutputClosed() }
            state.output += bytes
        }
    }

    func note(_ bytes: [UInt8]) { state.withLock { $0.errors += bytes } }

    func readLine() -> String? {
        state.withLock { $0.answers.isEmpty ? nil : $0.answers.removeFirst() }
    }

    var output: String { state.withLock { String(decoding: $0.output, as: UTF8.self) } }
    var errors: String { state.withLock { String(decoding: $0.errors, as: UTF8.self) } }
}
