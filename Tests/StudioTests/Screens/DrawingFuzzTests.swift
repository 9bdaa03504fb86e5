import Domain
@testable import Studio
import Terminal
import Testing

/// Drawing never traps, gives a surface of the size asked for, and in ASCII nothing but ASCII.
struct DrawingFuzzTests {
    private static let sizes: [Size] = {
        let small = [0, 1, 39, 40, 41, 53, 80].flatMap { width in
            [0, 1, 9, 10, 11, 13, 24].map { Size(width: width, height: $0) }
        }
        return small + [(500, 10), (40, 200), (100, 30), (160, 50)].map { Size(width: $0, height: $1) }
    }()

    /// What to press to have each overlay and screen open.
    private static let ways: [[String]] = [
        [], ["z"], ["1"], ["3"], ["4"], ["5"], ["6"], ["?"], ["^P"], [":", "j", "o"], ["/", "t"], ["x"], ["j", "X", "a"],
        ["5", "d"], ["3", "/", "x"], ["j", "Enter"], ["j", "Enter", "z"], ["j", "Enter", "Tab", "Tab", "G", "j"],
        ["3", "k", "k"], ["3", "g"], ["3", "w"], ["3", "l", "l"], ["6", "P"], ["p"], ["/", "z", "z", "Enter"],
        ["3", "/", "s", "t", "e", "p", "Enter", "m m", "t"], ["3", "&", "E", "R", "Enter", "k"], ["3", "w", "g", "a", "t", "t"],
        ["6", "a"], ["6", "a", "V", "k", "/", "b"],
    ]

    @Test(arguments: ways) func anySizeCanBeDrawn(way: [String]) async {
        for glyphs in [GlyphSet.unicode, .ascii] {
            let driver = await StudioDriver.open(glyphs: glyphs)
            await driver.press("j")
            for key in way { await driver.press(key) }
            await Self.drawEverySize(driver)
        }
    }

    @Test func nothingIsNeededToDraw() async {
        for glyphs in GlyphSet.allCases {
            let driver = StudioDriver(glyphs: glyphs)
            for way in Self.ways {
                for key in way { await driver.press(key) }
                await Self.drawEverySize(driver)
                await driver.press("Esc", "Esc", "Esc", "0")
            }
        }
    }

    private static func drawEverySize(_ driver: StudioDriver) async {
        for size in sizes {
            await driver.send(.resized(size))
            let surface = driver.model.draw()
            #expect(surface.size == size)
            guard driver.model.glyphs == .ascii else { continue }
            let foreign = surface.lines.filter { !$0.unicodeScalars.allSatisfy(\.isASCII) }
            if let line = foreign.first {
                Issue.record("at \(size.width)×\(size.height) in ASCII: \(line)")
                return
            }
        }
    }

    /// What others wrote must not reach the terminal as they wrote it.
    @Test func foreignTextIsNeutralised() async {
        var world = SampleWorld()
        let hostile = "a\u{1B}[31mb\u{7}\u{9B}c\u{202E}d"
        world.jobs = world.jobs.map { job in
            JobSummary(
                name: job.name, displayName: hostile, experiment: hostile, status: job.status, reason: hostile,
                compute: job.compute, createdAt: job.createdAt, createdBy: hostile,
                lastMetric: LatestMetric(key: hostile, value: 1))
        }
        world.logLines = [LogLine(number: 1, text: "plain")]
        let driver = await StudioDriver.open(ScriptedEngine(world), size: Size(width: 200, height: 60))
        for keys in [["j"], ["Enter"], ["z"], ["0"], ["2", "x"], ["Esc", "X"], ["Esc", "^P"]] {
            for key in keys { await driver.press(key) }
            let controls = driver.text.unicodeScalars.filter { scalar in
                scalar != "\n" && (scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value) || scalar.value == 0x202E)
            }
            #expect(controls.isEmpty, "after \(keys)")
        }
    }
}
