import Foundation
import Glibc
import LinuxSystem
import TerminalBench
import Testing

/// The studio among the others who have a say about its terminal: the shell, the window, the locale.
@Suite(.serialized) struct StudioShellTests {
    @Test(.ends) func stopsAndComesBackAsItsShellSays() async throws {
        try await Box.with { box in
            let window = try StudioWindow(box, shell: #"set -m; "$@"; echo stopped; read -r answer; fg >&2; echo over"#)
            try await window.wait(for: "engine ●")
            window.type("\u{1A}")
            try await window.wait(for: "stopped")
            #expect(window.isRestored, "\(window.view.modes)")
            window.type("go on\r")
            try await window.wait(for: "the studio") { $0.modes.contains(1049) }
            try await window.wait(forNo: "stopped")
            window.type("?")
            try await window.wait(for: "Keys for")
            window.type("\u{1B}")
            try await window.wait(forNo: "Keys for")
            window.type("Q")
            try await window.wait(for: "over")
            #expect(try await window.end() == .exited(0))
            #expect(window.isRestored)
        }
    }

    /// What an editor borrowed is not taken from it when both go on.
    @Test(.ends) func stopsWithItsEditorAndLeavesItTheTerminal() async throws {
        try await Box.with { box in
            let editor = box.root.appending(path: "editor.sh")
            try Data("echo editing\nuntil read -r name; do :; done\necho \"read $name\"\nread -r end\n".utf8).write(to: editor)
            let window = try StudioWindow(
                box, environment: ["VISUAL": "sh \(editor.path)"],
                shell: #"set -m; "$@"; echo stopped; read -r answer; fg >&2; echo over"#)
            try await window.wait(for: "0/")
            window.type("c")
            try await window.wait(for: "New job")
            window.type("\u{14}")
            try await window.wait(for: "editing")
            window.type("\u{1A}")
            try await window.wait(for: "stopped")
            window.type("go on\n")
            window.type("the editor\n")
            try await window.wait(for: "read the editor")
            #expect(!window.view.modes.contains(1049))
            window.type("\n")
            try await window.wait(for: "job.yml")
            window.type("\u{1B}")
            try await window.wait(forNo: "New job")
            window.type("Q")
            try await window.wait(for: "over")
            #expect(try await window.end() == .exited(0))
        }
    }

    /// With its shell the terminal goes too: there is nothing left to put right, and nobody to stay for.
    @Test(.ends) func endsWhenItsShellIsKilled() async throws {
        try await Box.with { box in
            let job = try await box.submit(try box.writeJob("patient", command: "echo here\nsleep 600"))
            try await box.waitForLog(of: job, containing: "here")
            let window = try StudioWindow(box, shell: #""$@"; true"#)
            try await window.wait(for: "1/")
            let found = try #require(box.processes().first { $0.command.hasSuffix("/atelier") })
            let studio = try ProcessHandle(found.identity)
            try window.process.handle.signal(SIGKILL)
            try await studio?.waitForExit()
            #expect(try box.engine() != nil)
            #expect(try await box.status(of: job) == "Running")
        }
    }

    @Test(.ends) func standsAStormOfSizes() async throws {
        try await Box.with { box in
            let window = try StudioWindow(box)
            try await window.wait(for: "engine ●")
            for step in 0..<200 {
                window.terminal.resize(width: 1 + step * 37 % 220, height: 1 + step * 13 % 70)
                if step % 20 == 0 { window.type("j") }
            }
            window.resize(width: 120, height: 36)
            // The whole picture at its last size, with no key pressed for it.
            try await window.wait(for: "a picture of 120×36") { view in
                view.lines[0].hasPrefix(" ATELIER") && view.lines[0].count > 110 && view.lines[35].contains("? help")
                    && view.lines[1...33].allSatisfy { $0.count == 120 }
            }
            window.type("Q")
            #expect(try await window.end() == .exited(0))
            #expect(window.isRestored)
        }
    }

    @Test(.ends) func isPlainWhereTheLocaleAndTheUserWantItSo() async throws {
        try await Box.with { box in
            let window = try StudioWindow(box, environment: ["LANG": "C", "NO_COLOR": "1", "COLORTERM": "truecolor"])
            try await window.wait(for: "engine *")
            window.type("?")
            try await window.wait(for: "Keys for")
            window.type("\u{1B}")
            try await window.wait(forNo: "Keys for")
            let looks = window.view.rows.joined().map(\.look)
            window.type("Q")
            #expect(try await window.end() == .exited(0))
            #expect(window.text.unicodeScalars.allSatisfy { $0.isASCII })
            #expect(looks.allSatisfy { $0.foreground == .own && $0.background == .own })
            #expect(looks.contains { !$0.attributes.isEmpty }, "what has the focus must still show")
            #expect(window.isRestored)
        }
    }

    @Test(.ends) func givesTmuxWhatIsCopied() async throws {
        try await Box.with { box in
            let job = try await box.submit(try box.writeJob("done", command: "true"))
            _ = try await box.stream(job)
            // Stands where tmux would, and keeps what it is given.
            let tmux = try box.write(
                "#!/bin/sh\necho \"$@\" > \"$ATELIER_HOME/asked\"\ncat > \"$ATELIER_HOME/copied\"\n", to: "bin/tmux")
            try #require(chmod(tmux, 0o700) == 0)
            let path = box.root.appending(path: "bin").path + ":" + (box.environment["PATH"] ?? "")
            let window = try StudioWindow(
                box, term: "tmux-256color", environment: ["TMUX": "/tmp/tmux-0/default,1,0", "PATH": path])
            try await window.wait(for: "1 of 1")
            window.type("yy")
            try await window.wait(for: "copied to tmux's buffer")
            #expect(try box.read("home/asked") == "load-buffer -w -\n")
            #expect(try box.read("home/copied") == job)
            window.type("Q")
            #expect(try await window.end() == .exited(0))
        }
    }
}
