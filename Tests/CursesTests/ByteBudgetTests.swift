import Terminal
import TerminalBench
import Testing

@testable import Curses

extension ScreenTests {
    /// What a picture may cost on the line: the ceilings are those measured for plain ncurses.
    @Suite struct ByteBudgets {
        private func log(_ from: Int, _ size: Size) -> Surface {
            let levels = ["INFO", "WARN", "DEBUG"]
            let lines = (from..<from + size.height).map { number in
                var random = Repeatable(seed: UInt64(number))
                let words = (0..<Int.random(in: 4...9, using: &random)).map { _ in
                    ["epoch", "loss", "0.\(random.next() % 10000)", "step", "saved", "batch"][Int(random.next() % 6)]
                }
                return "2026-03-04T10:\(10 + number / 60):\(10 + number % 60) \(levels[number % 3]) trainer " + words.joined(separator: " ")
            }
            return Surface(lines, width: size.width, height: size.height)
        }

        @Test(arguments: [(80, 24, 2600, 200), (120, 36, 4000, 220), (200, 60, 6200, 250)])
        func aLogStaysInItsBudget(width: Int, height: Int, first: Int, line: Int) throws {
            let bench = try Bench(width: width, height: height)
            let size = Size(width: width, height: height)
            let frame = bench.present(log(0, size))
            #expect(frame.count <= first, "first frame")
            #expect(bench.present(log(0, size)).count == 0, "nothing changed")
            for number in 1...5 {
                let more = bench.present(log(number, size))
                #expect(more.count <= line && !more.isEmpty, "one more line")
                #expect(bench.view.lines == log(number, size).lines.map(\.trimmingTrailingSpaces))
            }
        }

        /// As the studio shows it: in a frame with a line's number below, in the colours of a theme.
        @Test func aFramedLogInAllColoursStaysInTheBudgetOfALine() throws {
            let bench = try Bench(width: 200, height: 60, environment: ["COLORTERM": "truecolor"])
            bench.send(Array("\u{1B}[?2026;2$y\u{1B}[?62;22c".utf8))
            let (ground, text) = (Colour.rgb(20, 23, 29), Style(foreground: .rgb(214, 218, 226), background: .rgb(20, 23, 29)))
            let size = Size(width: 200, height: 60)
            for number in 0..<8 {
                var surface = Surface(size, style: text)
                let lines = log(number, Size(width: 196, height: 57)).lines
                let inside = surface.box(
                    Rect(size), border: .rounded, style: Style(foreground: .rgb(65, 74, 90), background: ground),
                    titles: BoxTitles("3 Log", bottom: "line \(100 + number) / \(100 + number)"))
                for (y, line) in lines.enumerated() { surface.put(line, x: 2, y: inside.y + y, style: text, width: 196) }
                let bytes = bench.present(surface)
                while bench.screen.nextInput() != nil {}
                #expect(number == 0 || bytes.count <= 250, "line \(number): \(String(decoding: bytes, as: UTF8.self))")
                #expect(bench.view.lines == surface.lines.map(\.trimmingTrailingSpaces))
            }
            #expect(bench.view[0, 0].look == VirtualTerminal.Look(foreground: .rgb(65, 74, 90), background: .rgb(20, 23, 29)))
            #expect(bench.view[4, 30].look == VirtualTerminal.Look(foreground: .rgb(214, 218, 226), background: .rgb(20, 23, 29)))
        }

        @Test func smallThingsAreSmall() throws {
            let bench = try Bench(width: 200, height: 60)
            var surface = log(0, Size(width: 200, height: 60))
            bench.present(surface)
            surface.put("7", x: 100, y: 30, style: .plain)
            #expect(bench.present(surface).count <= 12)
            for gauge in 0..<10 { surface.put("█████", x: 150, y: gauge * 5, style: Style(foreground: .palette(2))) }
            #expect(bench.present(surface).count <= 320)
            bench.screen.repaint()
            #expect(bench.present(surface).count <= 6600)
        }

        /// A third of the height and half of the width, as a chart that follows its run.
        @Test(arguments: [(80, 24, 330), (120, 36, 570), (200, 60, 1340)])
        func aChartMovesOnByACellForWhatItsLineCosts(width: Int, height: Int, most: Int) throws {
            let bench = try Bench(width: width, height: height)
            func chart(_ from: Int) -> Surface {
                var surface = Surface(Size(width: width, height: height))
                for x in 0..<width / 2 {
                    let step = from + x
                    let (slow, noise) = (step / 9 % (height / 3 - 2), step * 7919 % 3)
                    surface.put(noise == 0 ? "⠤" : noise == 1 ? "⠒" : "⣀", x: x, y: slow + noise / 2, style: .plain)
                }
                return surface
            }
            bench.present(chart(0))
            for step in 1...9 {
                let bytes = bench.present(chart(step))
                #expect(bytes.count <= most && !bytes.isEmpty, "step \(step)")
                #expect(bench.view.lines == chart(step).lines.map(\.trimmingTrailingSpaces))
            }
        }

        @Test func aPictureIsOneFrameOnceTheTerminalSaidItCan() throws {
            let bench = try Bench()
            let size = Size(width: 80, height: 24)
            let first = bench.present(log(0, size))
            #expect(bench.view.told == ["?2026$p", "c"] && !bench.view.drewInsideOfFrame)
            #expect(String(decoding: first, as: UTF8.self).hasSuffix("\u{1B}[?2026$p\u{1B}[c"), "asked behind the picture")
            #expect(bench.type("\u{1B}[?2026;2$y\u{1B}[?62;22cj") == [.key(.character("j"))])
            #expect(bench.screen.knowsSynchronizedOutput)
            bench.screen.repaint()
            bench.present(log(20, size))
            #expect(bench.view.drewInsideOfFrame && !bench.view.modes.contains(2026))
            #expect(bench.view.told == ["?2026$p", "c"], "asked once")

            let other = try Bench()
            other.present(log(0, size))
            #expect(other.type("\u{1B}[?2026;0$y\u{1B}[?6c") == [] && !other.screen.knowsSynchronizedOutput)
        }
    }
}
