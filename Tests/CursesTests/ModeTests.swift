import Glibc
import Terminal
import TerminalBench
import Testing

@testable import Curses

extension ScreenTests {
    @Suite struct Modes {
        @Test func aKeyWaitsForTheRestOfItButNotLong() throws {
            let bench = try Bench()
            bench.send([0x1B])
            #expect(bench.screen.nextInput() == nil && bench.screen.pendingInputDeadline != nil)
            bench.wait(.milliseconds(26))
            #expect(bench.screen.nextInput() == .key(KeyPress(.escape)) && bench.screen.pendingInputDeadline == nil)
            let remote = try Bench(environment: ["SSH_CONNECTION": "1.2.3.4 1 5.6.7.8 22"])
            remote.send([0x1B])
            #expect(remote.screen.nextInput() == nil)
            remote.wait(.milliseconds(26))
            #expect(remote.screen.nextInput() == nil, "a line may take longer")
            remote.send(Array("[A".utf8))
            #expect(remote.screen.nextInput() == .key(KeyPress(.up)))
        }

        @Test func modesAreWrittenAndTakenBack() throws {
            let bench = try Bench()
            let before = (bench.modes.c_lflag, bench.modes.c_oflag)
            #expect(before.0 & UInt32(ECHO | ICANON | ISIG) == 0 && before.1 & UInt32(OPOST) == 0)
            bench.present(Surface(["text"]))
            bench.screen.setMouse(true)
            bench.screen.setPaste(true)
            bench.screen.bell()
            bench.arrived()
            #expect(bench.view.modes.isSuperset(of: [1002, 1006, 2004, 1004, 1049]) && bench.view.told.last == "bell")
            bench.screen.setMouse(false)
            bench.arrived()
            #expect(bench.view.modes.isDisjoint(with: [1002, 1006, 1000]))
            bench.screen.close()
            bench.arrived()
            #expect(bench.view.modes == [7, 25] && bench.view.surprises == [])
            #expect(bench.modes.c_lflag & UInt32(ECHO | ICANON | ISIG) == UInt32(ECHO | ICANON | ISIG))
        }

        @Test func anEditorGetsTheTerminalAsItWas() throws {
            let bench = try Bench()
            let surface = Surface(["first", "second"])
            bench.present(surface)
            bench.screen.setMouse(true)
            bench.screen.suspend()
            bench.arrived()
            #expect(bench.view.modes == [7, 25] && bench.modes.c_lflag & UInt32(ICANON) != 0)
            #expect(bench.screen.present(Surface(["unseen"])) == 0 && bench.screen.nextInput() == nil)
            // Its leftovers do not stay.
            bench.view.feed(Array("\u{1B}[2J\u{1B}[5;5Hvim".utf8))
            #expect(bench.screen.resume())
            let bytes = bench.present(surface)
            #expect(bytes.starts(with: Array("\u{1B}[?1049h".utf8)), "before anything moves the shell's cursor")
            #expect(bench.view.lines.prefix(5) == ["first", "second", "", "", ""])
            #expect(bench.view.modes.isSuperset(of: [1049, 1002, 1006]) && !bench.view.modes.contains(25))
            #expect(bench.modes.c_lflag & UInt32(ICANON) == 0)
        }

        @Test func textIsCopiedThroughTheTerminal() throws {
            let bench = try Bench()
            #expect(bench.screen.copy("héllo") == .terminal)
            #expect(bench.arrived() == Array("\u{1B}]52;c;aMOpbGxv\u{1B}\\".utf8))
            for (text, code) in [("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foobar", "Zm9vYmFy")] {
                #expect(Base64.encoded(Array(text.utf8)) == Array(code.utf8))
            }
            #expect(bench.screen.copy(String(repeating: "x", count: 74_995)) == .tooLong)
            #expect(bench.arrived() == [])
            let inTmux = try Bench("tmux-256color", environment: ["TMUX": "/tmp/t,1,0"])
            #expect(inTmux.screen.copy("a") == .tmux && inTmux.arrived() == Array("\u{1B}]52;c;YQ==\u{1B}\\".utf8))
            let inScreen = try Bench("screen-256color")
            #expect(inScreen.screen.copy("a") == .terminal)
            #expect(inScreen.arrived() == Array("\u{1B}P\u{1B}]52;c;YQ==\u{7}\u{1B}\\".utf8))
            let console = try Bench("linux")
            #expect(console.screen.copy("a") == .unsupported && console.arrived() == [])
        }

        @Test func nothingOfALibraryStandsOnTheScreen() throws {
            var (log, errors): ([Int32], [Int32]) = ([-1, -1], [-1, -1])
            try #require(pipe(&log) == 0 && pipe(&errors) == 0)
            defer { for end in log + errors { Glibc.close(end) } }
            let bench = try Bench(log: log[1], errors: errors[1])
            _ = write(errors[1], "while up", 8)
            bench.screen.close()
            _ = write(errors[1], "after", 5)
            #expect(text(log[0]) == "while up" && text(errors[0]) == "after")
        }

        private func text(_ end: Int32) -> String {
            var bytes = [UInt8](repeating: 0, count: 100)
            let count = read(end, &bytes, 100)
            return String(decoding: bytes.prefix(max(0, count)), as: UTF8.self)
        }

        @Test func aStalledLineHoldsNobodyUp() throws {
            let bench = try Bench(width: 200, height: 60)
            #expect(!bench.screen.outputIsBacklogged)
            // Nobody reads at the other end.
            for letter in ["a", "b", "c", "d", "e", "f", "g", "h", "i", "j"] {
                let line = String(repeating: letter + "1", count: 100)
                bench.screen.present(Surface(Array(repeating: line, count: 60), width: 200, height: 60))
            }
            #expect(bench.screen.outputIsBacklogged && bench.screen.hasUnsentOutput)
            bench.arrived()
            #expect(!bench.screen.outputIsBacklogged && bench.view.lines.last?.hasPrefix("j1j1") == true)
        }

        @Test func theStringForDirtyTerminalsCleansOne() {
            var view = VirtualTerminal()
            view.feed(Array("user$ \u{1B}[?1049h\u{1B}[?1002;1006;2004;1004;2026h\u{1B}[?25l\u{1B}[?1h\u{1B}[1;31m\u{1B}[3;9r".utf8))
            view.feed(Array("\u{1B}[4;4H".utf8) + Array(TerminalRestore.resetSequence.utf8))
            #expect(view.modes == [7, 25] && view.cursor == Point(x: 3, y: 3) && view.surprises == [])
            view.feed(Array("x".utf8))
            #expect(view[3, 3].look == VirtualTerminal.Look())
        }

        @Test func signalsAreReadLikeInput() throws {
            let signals = try ScreenSignals()
            #expect(throws: ScreenError.self) { try ScreenSignals() }
            for number in [SIGWINCH, SIGWINCH, SIGCONT, SIGHUP] { kill(getpid(), number) }
            // They reach a thread of the process that takes them, which need not be this one.
            var seen: [ScreenSignal] = []
            var ready = pollfd(fd: signals.descriptor, events: Int16(POLLIN), revents: 0)
            while Set(seen) != [.resize, .continued, .hangUp], poll(&ready, 1, 5000) == 1 { seen += signals.drain() }
            #expect(Set(seen) == [.resize, .continued, .hangUp] && seen.count <= 4)
        }
    }
}
