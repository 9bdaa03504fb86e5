import Client
import Documents
import Domain
@testable import Studio
import Terminal
import Testing

/// Every screen and the larger overlays as they should be, at the sizes for which they are arranged, with either set of
/// glyphs and at every depth of colour: what is selected, failed or warned of must stay so without colours and without
/// Unicode. `Golden/README.md` says how to write them anew.
struct GoldenScreenTests {
    struct Picture: Sendable, CustomTestStringConvertible {
        let screen: String
        let keys: [String]
        let isImagined: Bool
        let glyphs: GlyphSet

        var testDescription: String { "\(screen)-\(glyphs.rawValue)" }

        func open(_ size: Size) async -> StudioDriver {
            let driver = if isImagined {
                await StudioDriver.open(DemoNow(), size: size, glyphs: glyphs, now: DemoEngine.moment)
            } else {
                await StudioDriver.open(size: size, glyphs: glyphs)
            }
            for key in keys { await driver.press(key) }
            return driver
        }
    }

    private static let forest = Array(repeating: "j", count: 6)

    /// What is pressed on the imagined box to have each.
    private static let imagined = [
        ("dashboard", forest), ("job", forest + ["Enter"]), ("endpoint", ["6", "Enter"]), ("model", ["5", "Enter"]),
        ("compute", ["1", "j", "Enter"]), ("events", ["A"]), ("notifications", ["u", "^N"]), ("help", ["?"]),
        ("palette", ["^P", "d", "e"]), ("themes", ["^T"]), ("search", automl + ["Enter"]),
        ("search-parallel", sweep + ["Enter", "j", "j", ",", "|"]),
        ("search-algorithms", automl + ["Enter", "j", "|"]), ("search-parameters", sweep + ["Enter", "G", "k", "Tab", "Tab", "]"]), ("search-notes", automl + ["Enter", "S-Tab", "z"]),
        ("jobs-unfolded", sweep + ["l", "j", "j", "z"]), ("trial", sweep + ["Enter", "j", "Enter"]),
        ("compute-threads", ["1", "j", "Enter", "k", "k", "k"]),
    ]

    private static let automl = Array(repeating: "j", count: 11)
    private static let sweep = Array(repeating: "j", count: 14)

    /// And in the sample world, which has logs, files and metrics to be told apart line by line.
    private static let sampled = [
        ("log-searched", ["j", "Enter", "z", "/", "s", "t", "e", "p", "Space", "9", "7", "Enter", "m m", "N", "t"]),
        ("log-filtered", ["j", "Enter", "V", "V", "&", "5", "0", "Enter", "k", "a", "w"]),
        ("access", ["6", "a", "k", "k"]), ("settings", [":", "s", "e", "t", "t", "i", "n", "g", "s", "Enter", "j"]),
        ("chart", ["j", "Enter", "4", "z", "j", "Y", "~", "}", "h", "h", "h"]),
        ("compare", ["j", "Space", "Space", "Space", "=", "j", "P", "4", "j", "l", "l", "l", "l", "l", "l"]),
        ("files", ["j", "o", "j", "j", "j"]), ("new-job", []),
    ]

    static let pictures: [Picture] = [GlyphSet.unicode, .ascii].flatMap { glyphs in
        (imagined.map { ($0, true) } + sampled.map { ($0, false) }).map { screen, isImagined in
            Picture(screen: screen.0, keys: screen.1, isImagined: isImagined, glyphs: glyphs)
        }
    }

    private static let sizes = [Size(width: 80, height: 24), Size(width: 120, height: 36), Size(width: 200, height: 60)]

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

    @Test(arguments: pictures) func looksAsItDid(picture: Picture) async throws {
        let driver = await picture.open(Self.sizes[0])
        // The folders of the box that runs the test are not in the picture.
        if picture.screen == "new-job" { driver.show(try Self.browser()) }
        for size in Self.sizes {
            await driver.send(.resized(size))
            let screens = ColourDepth.allCases.map { depth in
                var model = driver.model
                model.theme = model.themes.standard(depth: depth)
                return (depth, model.draw(), model.theme[.text])
            }
            #expect(Set(screens.map(\.1.lines)).count == 1, "colours change no text")
            try GoldenFile("\(picture.screen)-\(size.width)x\(size.height)-\(picture.glyphs.rawValue)")
                .check(StyledPicture(screens).lines)
        }
    }
}
