import Foundation
import Glibc
import LinuxSystem
import TerminalBench

/// The studio in a terminal of a test's own: what it shows can be read, and keys typed.
final class StudioWindow {
    let terminal: PseudoTerminal
    let process: ChildProcess
    private(set) var view: VirtualTerminal
    /// Everything that was written, as text.
    private(set) var text = ""
    private let before: termios
    private var isAtMark = false

    /// - Parameters:
    ///   - term: nil for an environment without TERM.
    ///   - shell: what the shell of the terminal does; `"$@"` is the studio.
    init(
        _ box: Box, term: String? = "xterm-256color", width: Int = 100, height: Int = 30,
        environment extra: [String: String] = [:], shell: String = #"exec "$@""#, _ arguments: String...
    ) throws {
        terminal = try PseudoTerminal(width: width, height: height)
        view = VirtualTerminal(width: width, height: height)
        before = terminal.modes
        var environment = box.environment.merging(["LANG": "C.UTF-8"]) { $1 }
        for name in ["NO_COLOR", "COLORTERM", "TMUX", "SSH_CONNECTION", "SSH_TTY", "LC_ALL"] {
            environment[name] = nil
        }
        environment.merge(extra) { $1 }
        environment["TERM"] = term
        // A shell without a terminal that opens one has it for its own, and so has what it becomes.
        let command = #"terminal=$1; shift; exec <>"$terminal" >&0 2>&0; "# + shell
        let program = Box.programs.appending(path: "atelier").path
        var spawn = Spawn(
            "/bin/sh", ["-c", command, "sh", terminal.path, program] + arguments, environment: environment)
        spawn.workingDirectory = box.root.path
        spawn.grouping = .ownSession
        process = try ChildProcess(spawn)
    }

    var shown: String { view.lines.joined(separator: "\n") }

    /// Reads what comes until the screen is as wanted.
    func wait(for what: String, until condition: (VirtualTerminal) -> Bool) async throws {
        while !condition(view) {
            guard try await read(within: 60) else { throw Box.Failure("\(what) did not come; on the screen:\n\(shown)") }
        }
    }

    func wait(for text: String) async throws {
        try await wait(for: "'\(text)'") { $0.lines.contains { $0.contains(text) } }
    }

    func wait(forNo text: String) async throws {
        try await wait(for: "a screen without '\(text)'") { !$0.lines.contains { $0.contains(text) } }
    }

    func type(_ text: String) { terminal.type(text) }

    func resize(width: Int, height: Int) {
        terminal.resize(width: width, height: height)
        view.resize(width: width, height: height)
    }

    /// Returns how it ended, with all that it wrote until then taken in.
    func end() async throws -> TerminationStatus {
        let status = try await process.waitForExit()
        terminal.mark()
        while !isAtMark, try await read(within: 10) {}
        return status
    }

    /// The terminal is as it was before: its modes here, and what it was told to be.
    var isRestored: Bool {
        let modes = terminal.modes
        return modes.c_lflag == before.c_lflag && modes.c_iflag == before.c_iflag && modes.c_oflag == before.c_oflag
            && view.modes == [7, 25] && view.surprises.isEmpty
    }

    private func read(within seconds: Int32) async throws -> Bool {
        let terminal = terminal
        guard let bytes = try await BlockingWork.run({ terminal.read(within: seconds) }) else { return false }
        isAtMark = bytes.last == 0
        let written = isAtMark ? bytes.dropLast() : bytes[...]
        view.feed(Array(written))
        text += String(decoding: written, as: UTF8.self)
        return true
    }
}
