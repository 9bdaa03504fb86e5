import Domain
import Foundation
@testable import Studio
import Terminal
import Testing

/// The pictures of the README: each a walk through the imagined box that ends on a screen worth showing. Run as tests
/// they cannot rot; with ATELIER_SCREENSHOTS they are written as SVG.
struct ScreenshotTests {
    struct Picture: Sendable, CustomTestStringConvertible {
        let name: String
        let theme: String
        let size: Size
        let keys: [String]
        /// What must be on it.
        let shows: String

        init(_ name: String, _ theme: String, _ width: Int, _ height: Int, keys: [String] = [], shows: String) {
            self.name = name
            self.theme = theme
            size = Size(width: width, height: height)
            self.keys = keys
            self.shows = shows
        }

        var testDescription: String { name }
    }

    /// The job in the middle of its training.
    private static let forest = Array(repeating: "j", count: 6)

    /// A search, which is older than its trials.
    private static func search(_ word: String) -> [String] { ["/"] + word.map(String.init) + ["Enter", "G", "Enter"] }

    static let pictures = [
        Picture("dashboard", "midnight", 120, 36, keys: forest, shows: "4 Metrics"),
        Picture("dashboard-large", "fjord", 200, 60, keys: forest, shows: "6 Endpoints"),
        Picture("dashboard-small", "paper", 80, 24, keys: forest, shows: "2 Jobs"),
        Picture("job", "ember", 120, 36, keys: forest + ["Enter"], shows: "Details"),
        Picture("search", "midnight", 120, 36, keys: search("automl"), shows: "Best so far"),
        Picture("sweep", "dusk", 120, 36, keys: search("sweep") + ["|"], shows: "subsample"),
        Picture("endpoint", "midnight", 120, 36, keys: ["6", "Enter"], shows: "p95"),
        Picture("model", "forest", 120, 36, keys: ["5", "Enter"], shows: "lineage"),
        Picture("compute", "dusk", 120, 36, keys: ["1", "j", "Enter"], shows: "node"),
        Picture("compare", "midnight", 120, 36, keys: forest + ["Space", "j", "Space", "j", "Space", "="], shows: "Differences"),
        Picture("files", "fjord", 120, 36, keys: forest + ["o", "j", "j"], shows: "params.json"),
        Picture("log", "ember", 120, 36, keys: forest + ["3", "3", "/", "l", "o", "s", "s", "Enter"], shows: "hits"),
        Picture("settings", "forest", 120, 36, keys: [":", "s", "e", "t", "t", "i", "n", "g", "s", "Enter"], shows: "Engine"),
        Picture("help", "dune", 120, 36, keys: ["?"], shows: "Keys for Jobs"),
        Picture("palette", "deuteran", 120, 36, keys: ["^P", "d", "e", "p"], shows: "Command palette"),
        Picture("themes", "tritan", 120, 36, keys: ["^T"], shows: "Themes"),
    ]

    @Test(arguments: pictures) func draw(_ picture: Picture) async throws {
        let driver = await StudioDriver.open(
            DemoNow(), size: picture.size, theme: picture.theme, now: DemoEngine.moment)
        for key in picture.keys { await driver.press(key) }
        #expect(driver.shows(picture.shows), "\(driver.text)")
        guard let folder = ProcessInfo.processInfo.environment["ATELIER_SCREENSHOTS"] else { return }
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        try Data(driver.picture.utf8).write(to: URL(filePath: "\(folder)/\(picture.name).svg"))
    }
}
