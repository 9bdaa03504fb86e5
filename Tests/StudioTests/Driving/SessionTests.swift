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

    private static func next(after left: StudioDriver, _ engine: ScriptedEngine) async throws -> StudioDriver {
        let kept = try JSONDecoder().decode(StudioSession.self, from: JSONEncoder().encode(left.model.session))
        let next = StudioDriver(engine: engine)
        next.restore(kept)
        await next.send(.connection(.connected))
        await next.readAnew()
        return next
    }

    @Test func theNextStudioHasTheBookmarks() async throws {
        let engine = ScriptedEngine()
        let left = await StudioDriver.open(engine)
        await left.press("/")
        await left.type("fraud")
        await left.press("Enter", "j", "m B", "Esc", "5", "Enter", "j", "m M", "0", "2", "g")
        let next = try await Self.next(after: left, engine)
        #expect(next.model.screens.map(\.kind) == [.dashboard] && next.jobs?.filter == nil)
        await next.press("' B")
        #expect(next.jobs?.filter == "fraud" && next.jobs?.selected == "slow_cat_s5")
        await next.press("' M")
        #expect(next.model.screens.map(\.kind) == [.dashboard, .model("churn")])
        #expect(next.pane(VersionsPane.self)?.list.selected?.text == "churn:2")
        await next.press("-")
        #expect(next.model.screen.kind == .dashboard, "the view before is a key away")
        await next.press("' C")
        #expect(next.toast == "C keeps no view; BM do")
    }

    @Test func aBookmarkOfWhatIsGoneSaysSo() async throws {
        let engine = ScriptedEngine()
        let left = await StudioDriver.open(engine)
        await left.press("G", "Enter", "m J", "0", "6", "j", "Enter", "m E", "0", "2", "g")
        #expect(left.model.screens.count == 1)
        engine.change { world in
            world.jobs.removeAll { $0.name == "slow_cat_s5" }
            world.endpoints.removeAll { $0.name == "fraud-api" }
        }
        let next = try await Self.next(after: left, engine)
        await next.press("' J")
        #expect(next.toast == "the job slow_cat_s5, which J keeps, is gone")
        await next.press("' E")
        #expect(next.toast == "the endpoint fraud-api, which E keeps, is gone")
        #expect(next.model.screens.map(\.kind) == [.dashboard])
    }
}
