import Glibc
import Terminal
import TerminalBench
import Testing

@testable import Curses

extension ScreenTests {
    @Suite struct Types {
        @Test(arguments: [
            ("xterm-256color", ColourDepth.palette, GlyphSet.unicode), ("tmux-256color", .palette, .unicode),
            ("screen-256color", .palette, .unicode), ("linux", .sixteen, .block), ("vt100", .mono, .ascii),
            ("vt220", .mono, .ascii), ("rxvt-unicode-256color", .palette, .unicode), ("xterm", .sixteen, .unicode),
        ])
        func eachIsDrawnWithWhatItHas(term: String, depth: ColourDepth, glyphs: GlyphSet) throws {
            let bench = try Bench(term, width: 40, height: 5)
            #expect(bench.screen.depth == depth && bench.screen.glyphs == glyphs && bench.screen.entry == term)
            var surface = Surface(["plain", "", "third"], width: 40, height: 5)
            surface.put("warn", x: 0, y: 1, style: Style(foreground: .palette(11), attributes: [.bold, .reverse]))
            surface.put("====================", x: 10, y: 1, style: Style(background: .palette(4)))
            bench.present(surface)
            #expect(bench.view.lines == ["plain", "warn      ====================", "third", "", ""])
            #expect(bench.view.surprises == [])
            let look = bench.view[0, 1].look
            #expect(look.attributes == [1, 7])
            #expect(look.foreground == (depth == .mono ? .own : .number(depth == .sixteen ? 3 : 11)))
            #expect(bench.view[12, 1].look.background == (depth == .mono ? .own : .number(4)))
            // What a console would print of our questions and modes would stand on the screen.
            #expect(bench.view.told.isEmpty == ["linux", "vt100", "vt220", "screen-256color"].contains(term))
            bench.screen.close()
            bench.arrived()
            #expect(bench.view.modes.subtracting([12]) == [7, 25], "as it was before")
        }

        @Test func terminalsThatTerminfoLacksAreTakenForXterm() throws {
            for term in ["xterm-kitty", "foot", "ghostty", "wezterm", "xterm-ghostty"] {
                #expect(try Bench(term).screen.entry == "xterm-256color")
            }
            #expect(try Bench("tmux-of-tomorrow").screen.entry == "screen-256color")
        }

        @Test func othersAreRefusedWithASentence() throws {
            func sentence(_ environment: [String: String]) -> String {
                do {
                    _ = try Bench("", environment: environment)
                    return "opened"
                } catch { return "\(error)" }
            }
            #expect(sentence(["TERM": "adm-3000"]).contains("'adm-3000' (from TERM)"))
            #expect(sentence(["TERM": "adm-3000"]).contains("--plain"))
            #expect(sentence(["TERM": "dumb"]).contains("'dumb' (from TERM) cannot show a full screen; use --plain"))
            #expect(sentence([:]).contains("TERM is not set"))
            let (reader, writer) = try pipeEnds()
            defer { for end in [reader, writer] { Glibc.close(end) } }
            #expect(throws: ScreenError.notATerminal) {
                try CursesScreen(
                    environment: ["TERM": "xterm"], descriptors: ScreenDescriptors(input: reader, output: writer))
            }
        }

        private func pipeEnds() throws -> (Int32, Int32) {
            var ends: [Int32] = [-1, -1]
            try #require(Glibc.pipe(&ends) == 0)
            return (ends[0], ends[1])
        }

        @Test func wishesGoBeforeWhatTheTerminalHas() throws {
            #expect(try Bench(environment: ["NO_COLOR": "1"]).screen.depth == .mono)
            #expect(try Bench(environment: ["NO_COLOR": ""]).screen.depth == .palette)
            #expect(
                try Bench(environment: ["NO_COLOR": "1"], preferred: ScreenPreferences(depth: .sixteen)).screen.depth
                    == .sixteen)
            #expect(try Bench(environment: ["COLORTERM": "truecolor"]).screen.depth == .direct)
            #expect(try Bench("linux", environment: ["COLORTERM": "truecolor"]).screen.depth == .sixteen)
            #expect(
                try Bench(environment: ["COLORTERM": "24bit"], preferred: ScreenPreferences(depth: .palette)).screen
                    .depth == .palette)
            #expect(try Bench(preferred: ScreenPreferences(glyphs: .ascii)).screen.glyphs == .ascii)
        }

        @Test func textGoesOutAsTheLocaleSays() throws {
            let bench = try Bench(width: 20, height: 2, environment: ["LANG": "C"])
            #expect(bench.screen.glyphs == .ascii)
            bench.present(Surface(["né 日本 ok"], width: 20, height: 2))
            #expect(bench.view.lines[0] == "n? ? ?  ok")
            // A name that this machine has no locale for is common over SSH: it still says what the terminal reads.
            #expect(try Bench(environment: ["LC_ALL": "de_DE.UTF-8"]).screen.glyphs == .unicode)
            #expect(try Bench(environment: ["LANG": "C"], preferred: ScreenPreferences(glyphs: .block)).screen.glyphs == .block)
        }

        @Test(arguments: ColourDepth.allCases) func aStyleIsShownInTheColoursThereAre(depth: ColourDepth) throws {
            let bench = try Bench(
                width: 30, height: 2, environment: ["COLORTERM": "truecolor"], preferred: ScreenPreferences(depth: depth))
            var surface = Surface(Size(width: 30, height: 2))
            let all: Style.Attributes = [.bold, .dim, .italic, .underline, .reverse, .strikethrough]
            surface.put("a", x: 0, y: 0, style: Style(foreground: .rgb(250, 129, 8), background: .palette(237)))
            surface.put("b", x: 1, y: 0, style: Style(foreground: .palette(2), background: .rgb(1, 2, 3)))
            surface.put("c", x: 2, y: 0, style: Style(foreground: .palette(12), attributes: all))
            surface.put("d", x: 3, y: 0, style: .plain)
            bench.present(surface)
            let looks = (0..<4).map { bench.view[$0, 0].look }
            let inks: [VirtualTerminal.Look.Ink] =
                switch depth {
                case .mono: [.own, .own, .own, .own, .own]
                case .sixteen: [.number(3), .number(0), .number(2), .number(0), .number(12)]
                case .palette: [.number(208), .number(237), .number(2), .number(16), .number(12)]
                case .direct: [.rgb(250, 129, 8), .rgb(58, 58, 58), .number(2), .rgb(1, 2, 3), .number(12)]
                }
            #expect([looks[0].foreground, looks[0].background] == Array(inks[0...1]))
            #expect([looks[1].foreground, looks[1].background] == Array(inks[2...3]))
            #expect(looks[2].foreground == inks[4] && looks[2].attributes == [1, 2, 3, 4, 7, 9])
            #expect(looks[3] == VirtualTerminal.Look() && bench.view.surprises == [])
        }

        @Test func moreColoursThanNumbersShowAsTheirLike() throws {
            let bench = try Bench(width: 100, height: 4, environment: ["COLORTERM": "truecolor"])
            var surface = Surface(Size(width: 100, height: 4))
            for number in 0..<300 {
                surface.put(
                    "x", x: number % 100, y: number / 100, style: Style(foreground: .rgb(UInt8(number % 256), UInt8(number / 2), 9)))
            }
            bench.present(surface)
            #expect(bench.view[7, 0].look.foreground == .rgb(7, 3, 9))
            let wanted = Channels(43, 149, 9)
            let like = (0..<240).map { Channels(UInt8($0), UInt8($0 / 2), 9) }
                .min { $0.distance(to: wanted) < $1.distance(to: wanted) }
            #expect(like.map { bench.view[99, 2].look.foreground == .rgb(Int($0.red), Int($0.green), 9) } == true)
            // A new theme draws everything anew, and has all the numbers.
            bench.screen.repaint()
            bench.present(Surface(["new"], width: 100, height: 4, style: Style(foreground: .rgb(200, 201, 202))))
            #expect(bench.view[0, 0].look.foreground == .rgb(200, 201, 202))
        }
    }
}
