import Domain
import Foundation
import Testing

@testable import Studio

/// Whoever comes back stands where they left, however they left.
struct SessionTests {
    private static let walks: [[String]] = [
        [], ["Enter"], ["Enter", "o"], ["6", "Enter"], ["6", "a"], ["5", "Enter"], ["1", "Enter"], ["A"], ["^N"],
        [":", "s", "e", "t", "t", "i", "n", "g", "s", "Enter"], ["Space", "j", "Space", "="],
    ]

    @Test(arguments: walks) func theWayHereIsKept(keys: [String]) async throws {
        let left = await StudioDriver.open(DemoNow(), now: DemoEngine.moment)
        for key in keys { await left.press(key) }
        #expect(left.model.screens.count > 1 || keys.isEmpty, "\(keys) opens a screen")
        let kept = try JSONDecoder().decode(StudioSession.self, from: JSONEncoder().encode(left.model.session))

        let back = StudioDriver(engine: DemoNow(), workspace: left.model.data.workspace, now: DemoEngine.moment)
        back.restore(kept)
        await back.send(.connection(.connected))
        await back.readAnew()
        #expect(back.model.screens.map(\.kind) == left.model.screens.map(\.kind))
        #expect(back.focus == left.focus)
    }
}
