import Foundation
import Glibc
import LinuxSystem
import TerminalBench
import Testing

/// The studio as a person has it: the real program in a terminal. It comes and goes; the engine and the jobs stay.
@Suite(.serialized) struct StudioTests {
    @Test(.ends) func opensOnEveryKindOfTerminalAndStartsTheEngine() async throws {
        try await Box.with { box in
            #expect(try box.engine() == nil)
            for term in ["xterm-256color", "tmux-256color", "screen-256color", "linux", "vt100"] {
                let window = try StudioWindow(box, term: term)
                try await window.wait(for: "ATELIER")
                try await window.wait(for: "0/")
                #expect(window.shown.contains("Compute") && window.shown.contains("no jobs yet"), "\(term)")
                window.type("q")
                #expect(try await window.end() == .exited(0), "\(term)")
                #expect(window.isRestored, "\(term): \(window.view.modes) \(window.view.surprises)")
            }
            #expect(try box.engine() != nil)
        }
    }

    @Test(.ends, arguments: ["dumb", "adm-3000", nil]) func refusesWhereNothingCanBeDrawn(_ term: String?) async throws {
        try await Box.with { box in
            let window = try StudioWindow(box, term: term)
            let status = try await window.end()
            let lines = window.text.split(whereSeparator: \.isNewline)
            #expect(status == .exited(69) && lines.count == 1, "\(status) \(window.text)")
            #expect(lines.first?.hasPrefix("error: ") == true && lines.first?.contains("TERM") == true)
            #expect(window.isRestored)
            #expect(try box.engine() == nil, "no engine is started for a studio that cannot be shown")
        }
    }

    @Test(.ends) func takesKeysAndLeavesOnAsking() async throws {
        try await Box.with { box in
            let window = try StudioWindow(box)
            try await window.wait(for: "0/")
            window.type("?")
            try await window.wait(for: "Keys for")
            window.type("\u{1B}")
            try await window.wait(forNo: "Keys for")
            #expect(!window.view.modes.contains(2004))
            window.type(":")
            try await window.wait(for: "bracketed paste") { $0.modes.contains(2004) }
            window.type("\u{3}")
            try await window.wait(for: "plain paste") { !$0.modes.contains(2004) }
            window.terminal.resize(width: 90, height: 28)
            window.type("?")
            try await window.wait(for: "Keys for")
            window.type("\u{3}")
            try await window.wait(forNo: "Keys for")
            window.type("\u{3}\u{3}")
            #expect(try await window.end() == .exited(0))
            #expect(window.isRestored)
        }
    }

    @Test(.ends, arguments: [SIGTERM, SIGHUP, SIGSEGV, SIGABRT])
    func leavesTheTerminalAndTheWorkAsTheyWereWhenItDies(_ signal: Int32) async throws {
        try await Box.with { box in
            let job = try await box.submit(try box.writeJob("patient", command: "echo here\nsleep 600"))
            try await box.waitForLog(of: job, containing: "here")
            let engine = try #require(try box.engine()?.identity.pid)
            let window = try StudioWindow(box)
            try await window.wait(for: "1/")
            window.type(":")
            try await window.wait(for: "bracketed paste") { $0.modes.contains(2004) }
            #expect(window.view.modes.isSuperset(of: [1049, 1004]) && !window.isRestored)
            try window.process.handle.signal(signal)
            let status = try await window.end()
            #expect(window.isRestored, "\(status): \(window.view.modes) \(window.view.surprises)")
            if [SIGSEGV, SIGABRT].contains(signal) {
                #expect(status == .signalled(signal))
                #expect(window.text.hasSuffix("the engine and your jobs keep running\r\n"))
            } else {
                #expect(status == .exited(0))
            }
            #expect(try box.engine()?.identity.pid == engine)
            #expect(try await box.status(of: job) == "Running")
        }
    }

    @Test(.ends) func saysThatTheEngineIsGoneAndComesBackWithIt() async throws {
        try await Box.with { box in
            let window = try StudioWindow(box)
            try await window.wait(for: "engine ●")
            try await box.killEngine()
            try await window.wait(for: "ENGINE GONE")
            try await window.wait(for: "is not running")
            #expect(try box.engine() == nil, "somebody may have stopped it on purpose")
            try await box.atelier("engine", "start")
            try await window.wait(for: "engine ●")
            try await box.killEngine()
            try await window.wait(for: "ENGINE GONE")
            window.type(":engine start\r")
            try await window.wait(for: "engine ●")
            #expect(try box.engine() != nil)
            window.type("Q")
            #expect(try await window.end() == .exited(0))
        }
    }

    @Test(.ends) func leavesOnlyWhenWhatWasAskedIsDone() async throws {
        try await Box.with { box in
            let window = try StudioWindow(box)
            try await window.wait(for: "0/")
            let engine = try #require(try box.engine()).identity.pid
            kill(engine, SIGSTOP)
            window.type("1DQ")
            try await window.wait(for: "draining local")
            kill(engine, SIGCONT)
            #expect(try await window.end() == .exited(0))
            let shown = try await box.atelier("compute", "show", "--name", "local", "--query", "draining")
            #expect(shown == "true")
        }
    }

    @Test(.ends) func lendsTheTerminalToAnEditorAndTakesItBack() async throws {
        try await Box.with { box in
            let editor = box.root.appending(path: "editor.sh")
            try Data(
                """
                trap 'echo interrupted' INT
                echo "editing with $(stty -a | grep -o ' icanon')"
                until read -r name; do :; done
                sed -i "s/first-steps/$name/" "$1"

                """.utf8
            ).write(to: editor)
            let window = try StudioWindow(box, environment: ["VISUAL": "sh \(editor.path)"])
            try await window.wait(for: "0/")
            window.type("c")
            try await window.wait(for: "New job")
            window.type("\u{14}")
            try await window.wait(for: "editing with  icanon")
            // Meant for the editor: the studio must outlive it.
            window.type("\u{3}")
            try await window.wait(for: "interrupted")
            window.type("edited-by-hand\n")
            try await window.wait(for: "job.yml")
            window.type("\r")
            try await window.wait(for: "submitted edited-by-hand")
            window.type("Q")
            #expect(try await window.end() == .exited(0))
            #expect(window.isRestored, "\(window.view.modes) \(window.view.surprises)")
        }
    }

    @Test(.ends) func endsWithItsTerminal() async throws {
        try await Box.with { box in
            let window = try StudioWindow(box)
            try await window.wait(for: "0/")
            window.terminal.hangUp()
            #expect(try await window.process.waitForExit() == .exited(0))
        }
    }

    @Test(.ends) func tellsTheDashboardInPlainWords() async throws {
        try await Box.with { box in
            let job = try await box.submit(try box.writeJob("bad", command: "exit 3"))
            _ = try await box.stream(job)
            let plain = try await box.run("--plain")
            #expect(plain.code == 0 && plain.errors.isEmpty, "\(plain.errors)")
            #expect(plain.output.contains("\n  Failed  \(job)") && plain.output.contains("exit 3"), "\(plain.output)")
            #expect(plain.output.unicodeScalars.allSatisfy { $0.value < 0x7F })
            let piped = try await box.run()
            #expect(piped.code == 0 && piped.output.contains("\n  Failed  \(job)"))
            let window = try StudioWindow(box, term: "dumb", "studio", "--plain")
            #expect(try await window.end() == .exited(0))
            #expect(window.text.contains("Failed  \(job)"))
        }
    }

    @Test(.ends) func putsATerminalRight() async throws {
        try await Box.with { box in
            let reset = try await box.run("reset")
            #expect(reset.code == 0 && reset.output.hasSuffix("\u{1B}[?25h\u{1B}[?1049l"))
        }
    }
}
