import Domain
@testable import Studio
import Terminal
import Testing

/// The looks of the screens people look at most, at every depth of colour and with either set of glyphs: what is
/// selected, failed or warned of must stay so without colours and without Unicode.
struct StyledScreenTests {
    struct Picture: Sendable, CustomTestStringConvertible {
        let screen: String
        let keys: [String]
        let glyphs: GlyphSet

        var testDescription: String { "\(screen)-\(glyphs.rawValue)" }
    }

    private static let forest = Array(repeating: "j", count: 6)

    static let pictures: [Picture] = [GlyphSet.unicode, .ascii].flatMap { glyphs in
        [("dashboard", forest), ("job", forest + ["Enter"]), ("endpoint", ["6", "Enter"])].map { screen, keys in
            Picture(screen: screen, keys: keys, glyphs: glyphs)
        }
    }

    @Test(arguments: pictures) func looksAsItDid(picture: Picture) async throws {
        let driver = await StudioDriver.open(
            DemoNow(), size: Size(width: 80, height: 24), glyphs: picture.glyphs, now: DemoEngine.moment)
        for key in picture.keys { await driver.press(key) }
        let screens = ColourDepth.allCases.map { depth in
            var model = driver.model
            model.theme = model.themes.standard(depth: depth)
            return (depth, model.draw(), model.theme[.text])
        }
        #expect(Set(screens.map(\.1.lines)).count == 1, "colours change no text")
        try GoldenFile("Styles/\(picture.testDescription)").check(StyledPicture(screens).lines)
    }
}
