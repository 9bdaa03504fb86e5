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
        ("chart", ["j", "Enter", "4", "z", "j", "Y", "~", "}", "h", "h", "h"]),
        ("compare", ["j", "Space", "Space", "Space", "=", "j", "P", "4", "j", "l", "l", "l", "l", "l", "l"]),
    ]

    static let pictures: [Picture] = [(80, 24), (120, 36), (200, 60)].flatMap { width, height in
        [GlyphSet.unicode, .ascii].flatMap { glyphs in
            screens.map { screen, keys in
                Picture(screen: screen, keys: keys, size: Size(width: width, height: height), glyphs: glyphs)
            }
        }
    }

    @Test(arguments: pictures) func aScreenIsAsItWas(picture: Picture) async throws {
        let driver = await StudioDriver.open(size: picture.size, glyphs: picture.glyphs)
        for key in picture.keys { await driver.press(key) }
        try GoldenFile(picture.name).check(driver.lines)
    }
}
