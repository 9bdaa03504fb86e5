import Documents
import Domain
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
        ("files", ["j", "o", "j", "j", "j"]), ("new-job", []),
    ]

    static let pictures: [Picture] = [(80, 24), (120, 36), (200, 60)].flatMap { width, height in
        [GlyphSet.unicode, .ascii].flatMap { glyphs in
            screens.map { screen, keys in
                Picture(screen: screen, keys: keys, size: Size(width: width, height: height), glyphs: glyphs)
            }
        }
    }

    /// With a file that was found wrong.
    private static func browser() throws -> FileBrowser {
        let folder = "/home/ana/churn"
        func entry(_ name: String, _ size: Int64?) -> FileEntry {
            FileEntry(name: name, isFolder: size == nil, size: ByteCount(size ?? 0), modifiedAt: SampleWorld.ago(7200))
        }
        var browser = FileBrowser(folder: folder)
        browser.show(
            [entry("data", nil), entry("src", nil), entry("sweep.yaml", 1480), entry("train.yml", 812)], of: folder,
            selecting: "train.yml")
        do {
            let text = "comand: python train.py\nenvironment:\n  image: python\n"
            _ = try CommandJobDocument.read(bytes: Array(text.utf8), file: folder + "/train.yml")
        } catch let error as DocumentError {
            browser.show(error.errors, of: folder + "/train.yml")
        }
        return browser
    }

    @Test(arguments: pictures) func aScreenIsAsItWas(picture: Picture) async throws {
        let driver = await StudioDriver.open(size: picture.size, glyphs: picture.glyphs)
        for key in picture.keys { await driver.press(key) }
        // The folders of the box that runs the test are not in the picture.
        if picture.screen == "new-job" { driver.show(try Self.browser()) }
        try GoldenFile(picture.name).check(driver.lines)
    }
}
