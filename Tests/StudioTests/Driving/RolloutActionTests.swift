import ControlAPI
import Domain
import Terminal
import Testing

@testable import Studio

/// A rollout is seen on its endpoint's screen, and its keys do what they say.
@Suite struct RolloutActionTests {
    private func opened() async throws -> DemoStudio {
        var studio = try await DemoStudio()
        try await studio.press(.character("6"), KeyPress(.enter))
        return studio
    }

    private func told(_ studio: inout DemoStudio) async throws {
        let report = try await studio.engine.call(
            RolloutRoutes.show, ["workspace": DemoEngine.workspace.rawValue, "endpoint": "churn-score"], query: [:],
            body: Nothing())
        _ = studio.model.receive(.rollout("churn-score", report))
        try await studio.readCatalogues()
    }

    @Test func itIsShownAsItGoes() async throws {
        var studio = try await opened()
        #expect(studio.model.screen.kind == .endpoint("churn-score"))
        let rollout = try #require(studio.model.data.endpoints.first { $0.endpoint.name == "churn-score" }?.endpoint.rollout)
        #expect(studio.model.subscriptions.contains(.rollout("churn-score", since: rollout.startedAt)))
        try await told(&studio)
        #expect(studio.row("rollout of green running: step 1 of 6 (mirror 10 %)", "of 300 samples") != nil)
        #expect(studio.row("failed", "p99", "differ") != nil)
        await studio.engine.advance(by: .seconds(120))
        try await told(&studio)
        #expect(studio.row("step 2 of 6 (live 1 %)") != nil)
    }

    @Test func itIsHeldAndGoesOn() async throws {
        var studio = try await opened()
        try await studio.press(.character("H"))
        try await told(&studio)
        #expect(studio.row("rollout of green held") != nil)
        await studio.engine.advance(by: .seconds(900))
        try await told(&studio)
        #expect(studio.row("step 1 of 6") != nil, "held is held")
        try await studio.press(.character("H"))
        try await told(&studio)
        #expect(studio.row("rollout of green running") != nil)
        try await studio.press(.character("P"), .character("y"))
        try await told(&studio)
        #expect(studio.row("rollout of green promoted") != nil)
        #expect(studio.row("0%", "100%") != nil)
    }

    @Test func itIsEndedAndStartedAgain() async throws {
        var studio = try await opened()
        try await studio.press(.character("x"), .character("y"))
        try await told(&studio)
        #expect(studio.row("rollout of green aborted") != nil)
        try await studio.press(.character("x"))
        #expect(studio.model.toasts.last?.text == "no rollout runs here: ':endpoint rollout' starts one")
        try await studio.type(":endpoint rollout")
        try await studio.press(KeyPress(.enter), .character("y"))
        try await told(&studio)
        #expect(studio.row("rollout of green running: step 1 of 6") != nil)
    }
}
