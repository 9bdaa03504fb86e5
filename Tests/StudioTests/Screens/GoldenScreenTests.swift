import Foundation
@testable import Studio
import Terminal
import Testing

/// The screens as they should be, kept as text to be read. `Golden/README.md` says how to write them anew.
struct GoldenScreenTests {
    struct Picture: Sendable, CustomTestStringConvertible {
        let screen: String
        let keys: [String]
        let size: Size
        let glyphs: GlyphSet

        var name: String { "\(screen)-\(size.width)x\(size.height)-\(glyphs.rawValue)" }
        var testDescription: String { name }
    }

    /// Screens, and what is pressed to have each.
    private static let screens = [
        ("dashboard", ["j"]), ("job", ["j", "Enter"]),
        ("log-searched", ["j", "Enter", "z", "/", "s", "t", "e", "p", "Space", "9", "7", "Enter", "m m", "N", "t"]),
        ("log-filtered", ["j", "Enter", "V", "V", "&", "5", "0", "Enter", "k", "a", "w"]),
        ("access", ["6", "a", "k", "k"]), ("settings", [":", "s", "e", "t", "t", "i", "n", "g", "s", "Enter", "j"]),
    ]

    static let pictures: [Picture] = [(80, 24), (120, 36), (200, 60)].flatMap { width, height in
        [GlyphSet.unicode, .ascii].flatMap { glyphs in
            screens.map { screen, keys in
                Picture(screen: screen, keys: keys, size: Size(width: width, height: height), glyphs: glyphs)
            }
        }
    }

    private static let isWriting = ProcessInfo.processInfo.environment["ATELIER_GOLDEN"] == "write"

    @Test(arguments: pictures) func aScreenIsAsItWas(picture: Picture) async throws {
        let driver = await StudioDriver.open(size: picture.size, glyphs: picture.glyphs)
        for key in picture.keys { await driver.press(key) }
        let lines = driver.lines
        if Self.isWriting {
            let file = URL(filePath: #filePath).appending(path: "../../Golden/\(picture.name).txt").standardizedFileURL
            try Data((lines.joined(separator: "\n") + "\n").utf8).write(to: file)
            return
        }
        let stored = try #require(
            Bundle.module.url(forResource: picture.name, withExtension: "txt", subdirectory: "Golden"),
            "there is no picture of \(picture.name) yet: see Golden/README.md")
        let text = try String(contentsOf: stored, encoding: .utf8)
        let expected = text.split(separator: "\n", omittingEmptySubsequences: false).dropLast().map(String.init)
        #expect(lines.count == expected.count)
        for (row, (`is`, was)) in zip(lines, expected).enumerated() where `is` != was {
            Issue.record("\(picture.name), row \(row):\n was |\(was)|\n is  |\(`is`)|")
        }
    }
}
