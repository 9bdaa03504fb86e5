import Domain
@testable import Studio
import Terminal
import Testing

/// Each screen on the imagined box at the sizes for which it is arranged, and the larger overlays.
struct EveryScreenTests {
    private static let screens = [
        ("endpoint", ["6", "Enter"]), ("model", ["5", "Enter"]), ("compute", ["1", "j", "Enter"]), ("events", ["A"]),
        ("notifications", ["u", "^N"]),
    ]
    private static let overlays = [("help", ["?"]), ("palette", ["^P", "d", "e"]), ("themes", ["^T"])]

    @Test(arguments: screens) func aScreenIsAsItWas(screen: String, keys: [String]) async throws {
        try await Self.check(screen, keys, sizes: [(80, 24), (120, 36), (200, 60)])
    }

    @Test(arguments: overlays) func anOverlayIsAsItWas(overlay: String, keys: [String]) async throws {
        try await Self.check(overlay, keys, sizes: [(120, 36)])
    }

    private static func check(_ screen: String, _ keys: [String], sizes: [(Int, Int)]) async throws {
        let driver = await StudioDriver.open(DemoNow(), now: DemoEngine.moment)
        for key in keys { await driver.press(key) }
        for (width, height) in sizes {
            await driver.send(.resized(Size(width: width, height: height)))
            try GoldenFile("Screens/\(screen)-\(width)x\(height)").check(driver.lines)
        }
    }
}
