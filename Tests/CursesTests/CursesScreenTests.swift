import Glibc
import Terminal
import TerminalBench
import Testing

@testable import Curses

/// Everything that opens a screen: ncurses has one current screen in a process, so these go one after another.
@Suite(.serialized) struct ScreenTests {}

extension ScreenTests {
    @Suite struct Pictures {
        @Test func aTerminalShowsWhatTheSurfaceSays() throws {
            let bench = try Bench(width: 20, height: 6)
            let lines = ["┏━━━━━━━━┓ ╭─╮ │", "┃ ⣿⡇⠁⢀⣤⣶ ┃ ╰─╯", "日本語 né 한국", "a😀b👩x e\u{301}o\u{308}", "▁▂▃▄▅▆▇█░▒▓ ●▶✓✗", "12345678901234567890"]
            bench.present(Surface(lines, width: 20, height: 6))
            #expect(bench.view.lines == lines)
            #expect(bench.view.surprises == [])
            #expect(bench.view.modes.isSuperset(of: [1049, 1004]) && !bench.view.modes.contains(25))
        }

        @Test func theCornerIsDrawnAndNothingScrolls() throws {
            let bench = try Bench(width: 10, height: 3)
            let lines = ["top       ", "middle    ", "0123456789"].map { $0.trimmingTrailingSpaces }
            bench.present(Surface(lines, width: 10, height: 3))
            #expect(bench.view.lines == lines)
            var next = Surface(lines, width: 10, height: 3)
            next.put("日", x: 8, y: 2, style: .plain)
            bench.present(next)
            #expect(bench.view.lines == ["top", "middle", "01234567日"])
            // A wide letter with no room for its other half would go to the next line.
            next.put("日", x: 9, y: 2, style: .plain)
            bench.present(next)
            #expect(bench.view.lines[2] == "01234567" && bench.view.surprises == [])
        }

        @Test func picturesFollowEachOther() throws {
            var random = Repeatable(seed: 7)
            let bench = try Bench(width: 40, height: 12)
            let texts = ["日本", "plain text", "──────", "⣿⣿⣿", "e\u{301}", "😀", "   ", "====", "\t"]
            let styles: [Style] = [
                .plain, Style(foreground: .palette(1)), Style(background: .palette(4)),
                Style(foreground: .rgb(250, 100, 0), attributes: .bold), Style(attributes: [.reverse, .underline]),
            ]
            var surface = Surface(Size(width: 40, height: 12))
            for frame in 0..<150 {
                for _ in 0..<Int.random(in: 1...9, using: &random) {
                    let (x, y) = (Int.random(in: 0..<40, using: &random), Int.random(in: 0..<12, using: &random))
                    if frame % 10 == 9 {
                        surface.fill(
                            Rect(x: x, y: y, width: 9, height: 4), style: styles.randomElement(using: &random) ?? .plain)
                    } else {
                        surface.put(
                            texts[Int.random(in: 0..<8, using: &random)], x: x, y: y,
                            style: styles.randomElement(using: &random) ?? .plain)
                    }
                }
                if frame % 40 == 39 { bench.screen.repaint() }
                bench.present(surface)
                #expect(bench.view.lines == surface.lines.map(\.trimmingTrailingSpaces), "frame \(frame)")
                #expect(bench.view.mismatches(with: surface) == [], "frame \(frame)")
            }
            #expect(bench.view.surprises == [])
        }

        @Test func whatNcursesCannotCountIsReplaced() throws {
            let bench = try Bench(width: 12, height: 2)
            var surface = Surface(Size(width: 12, height: 2))
            // A control character, two columns for what has one, one column for what has two.
            surface.put(Glyph("\u{7}"), x: 0, y: 0, style: .plain)
            surface.put(Glyph("x"), cells: 2, x: 1, y: 0, style: .plain)
            surface.put(Glyph("日"), x: 3, y: 0, style: .plain)
            surface.put("end", x: 4, y: 0, style: .plain)
            surface.put(Glyph(cluster: "e\u{301}\u{302}\u{303}\u{304}\u{305}\u{306}"), x: 0, y: 1, style: .plain)
            surface.put("end", x: 1, y: 1, style: .plain)
            bench.present(surface)
            #expect(bench.view.lines[0] == "\u{FFFD}x \u{FFFD}end" && bench.view[4, 0].text == "e")
            #expect(bench.view.lines[1] == "e\u{301}\u{302}\u{303}\u{304}end")
        }

        @Test func theCursorStandsWhereThePromptIs() throws {
            let bench = try Bench()
            var surface = Surface(["name: abc"])
            surface.cursor = Point(x: 9, y: 0)
            bench.present(surface)
            #expect(bench.view.cursor == Point(x: 9, y: 0) && bench.view.modes.contains(25))
            surface.cursor = Point(x: 8, y: 0)
            bench.present(surface)
            #expect(bench.view.cursor == Point(x: 8, y: 0))
            surface.cursor = nil
            bench.present(surface)
            #expect(!bench.view.modes.contains(25))
        }

        @Test func aWindowOfAnotherSizeGetsAPictureOfItsOwn() throws {
            let bench = try Bench(width: 30, height: 8)
            bench.present(Surface(Array(repeating: String(repeating: "x", count: 30), count: 8), width: 30, height: 8))
            #expect(!bench.screen.handleResize())
            for (width, height) in [(50, 12), (12, 3), (1, 1), (200, 60), (30, 8)] {
                bench.resize(width: width, height: height)
                #expect(bench.screen.handleResize() && bench.screen.size == Size(width: width, height: height))
                // One that was drawn for the size before is cut to fit.
                bench.present(Surface(["old 日本 old 日本"], width: 30, height: 8))
                let line = String(repeating: "y", count: width)
                bench.present(Surface(Array(repeating: line, count: height), width: width, height: height))
                #expect(bench.view.lines == Array(repeating: line, count: height))
            }
            #expect(bench.view.surprises == [])
        }
    }
}

extension String {
    var trimmingTrailingSpaces: String { String(reversed().drop { $0 == " " }.reversed()) }
}

/// The same numbers in every run.
struct Repeatable: RandomNumberGenerator {
    var seed: UInt64

    mutating func next() -> UInt64 {
        seed = seed &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        var mixed = seed
        mixed = (mixed ^ (mixed >> 33)) &* 0xFF51_AFD7_ED55_8CCD
        return mixed ^ (mixed >> 33)
    }
}

extension VirtualTerminal {
    /// Places whose look is not that of the surface, for styles of the 256 colours.
    func mismatches(with surface: Surface) -> [String] {
        var found: [String] = []
        for y in 0..<surface.size.height {
            for x in 0..<surface.size.width where !surface[x, y].glyph.isContinuation {
                let style = surface[x, y].style
                var expected = Look(foreground: ink(style.foreground), background: ink(style.background))
                for (attribute, number) in [(Style.Attributes.bold, 1), (.underline, 4), (.reverse, 7)]
                where style.attributes.contains(attribute) {
                    expected.attributes.insert(number)
                }
                var shown = self[x, y].look
                // The colour of ink that is nowhere to be seen.
                if self[x, y].text == " ", expected.attributes.isEmpty { expected.foreground = shown.foreground }
                if self[x, y].text == " ", expected.attributes == [1] {
                    (expected.foreground, expected.attributes) = (shown.foreground, shown.attributes)
                }
                if shown.foreground == expected.foreground { shown.foreground = expected.foreground }
                if shown != expected { found.append("\(x),\(y): \(shown) instead of \(expected)") }
            }
        }
        return found
    }

    private func ink(_ colour: Colour) -> Look.Ink {
        switch colour.kind {
        case .terminal: .own
        case .palette(let number): .number(Int(number))
        case .rgb(let red, let green, let blue):
            .number(XtermPalette.nearest(to: Channels(red, green, blue), among: 16..<256))
        }
    }
}
