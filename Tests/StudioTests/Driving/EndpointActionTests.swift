import Domain
@testable import Studio
import Testing

/// Traffic, rollback and deployment: what is harmless is done at once, and all of it can be taken back.
struct EndpointActionTests {
    private func open(_ engine: ScriptedEngine, keys: String...) async -> StudioDriver {
        let driver = await StudioDriver.open(engine)
        for key in keys { await driver.press(key) }
        return driver
    }

    private func traffic(_ engine: ScriptedEngine) -> String? {
        engine.world.endpoints.first { $0.name == "churn-api" }?.traffic.description
    }

    @Test func trafficMovesByFive() async {
        let engine = ScriptedEngine()
        let driver = await open(engine, keys: "6", ">")
        #expect(traffic(engine) == "blue=85 green=15")
        #expect(driver.shows("blue 85 green 15"))
        #expect(driver.toast == "churn-api: blue 85 green 15; u takes it back")
        await driver.press("<", "<")
        #expect(traffic(engine) == "blue=95 green=5")
    }

    /// The canary stays the canary when it has more than half.
    @Test func trafficGoesOnMovingPastTheMiddle() async {
        let engine = ScriptedEngine()
        let driver = await open(engine, keys: "6")
        for _ in 0..<18 { await driver.press(">") }
        #expect(traffic(engine) == "blue=0 green=100")
        await driver.press("<")
        #expect(traffic(engine) == "blue=5 green=95")
    }

    /// Nothing is asked of the engine that changes nothing.
    @Test func trafficStopsAtTheEnds() async {
        let engine = ScriptedEngine()
        let driver = await open(engine, keys: "6", "<", "<")
        #expect(traffic(engine) == "blue=100 green=0")
        let asked = engine.changes.count
        await driver.press("<")
        #expect(engine.changes.count == asked)
        #expect(driver.toast == "green has no traffic left to give")
    }

    @Test func trafficComesBack() async {
        let engine = ScriptedEngine()
        let driver = await open(engine, keys: "6", ">", "u")
        #expect(traffic(engine) == "blue=90 green=10")
        #expect(driver.toast == "churn-api undone: blue 90 green 10; ^R does it again")
        await driver.press("^R")
        #expect(traffic(engine) == "blue=85 green=15")
        #expect(engine.changes.suffix(2) == [
            "POST online-endpoints/churn-api/rollback", "POST online-endpoints/churn-api/rollback",
        ])
    }

    @Test func aRollbackIsNotAskedFor() async {
        let engine = ScriptedEngine()
        let driver = await open(engine, keys: "6", "b")
        #expect(driver.model.overlay == nil)
        #expect(engine.changes == ["POST online-endpoints/churn-api/rollback"])
        #expect(traffic(engine) == "blue=100")
        await driver.press("u")
        #expect(traffic(engine) == "blue=90 green=10")
    }

    @Test func nothingIsTakenBackThatWasNotDone() async {
        let engine = ScriptedEngine()
        let driver = await open(engine, keys: "u")
        #expect(driver.toast == "nothing to take back")
        #expect(engine.changes == [])
    }

    /// An undo that could not be done can be tried again.
    @Test func aFailedUndoIsNotForgotten() async {
        let engine = ScriptedEngine()
        let driver = await open(engine, keys: "6", ">")
        engine.refuse(AtelierError(.unavailable, "the engine is gone"))
        await driver.press("u")
        #expect(driver.toast == "the engine is gone")
        engine.refuse(nil)
        await driver.press("u")
        #expect(traffic(engine) == "blue=90 green=10")
    }

    @Test func promotingAsks() async {
        let engine = ScriptedEngine()
        let driver = await open(engine, keys: "6", "P")
        #expect(driver.message == " give all traffic of churn-api to green (azureml:churn:3)? (y/n)")
        await driver.press("Enter")
        #expect(engine.changes == [])
        await driver.press("y")
        #expect(traffic(engine) == "green=100")
        await driver.press("u")
        #expect(traffic(engine) == "blue=90 green=10")
    }

    @Test func anEndpointWithoutTwoDeploymentsMovesNothing() async {
        let engine = ScriptedEngine()
        let driver = await open(engine, keys: "6", "j", ">")
        #expect(driver.toast?.hasPrefix("traffic moves between two deployments") == true)
        await driver.press("P")
        #expect(driver.model.overlay == nil)
        #expect(engine.changes == [])
    }

    @Test func aVersionIsDeployedAtNoTrafficWithoutAQuestion() async {
        let engine = ScriptedEngine()
        engine.change { world in world.endpoints.removeAll { $0.name == "fraud-api" } }
        let driver = await open(engine, keys: "5", "j", "d")
        #expect(engine.changes == ["POST online-endpoints/churn-api/deploy"])
        #expect(driver.toast == "churn:2 starts as green on churn-api at 0 %; '>' gives it traffic")
        #expect(traffic(engine) == "blue=90 green=10")
    }

    @Test func betweenSeveralEndpointsOneIsChosen() async {
        let engine = ScriptedEngine()
        let driver = await open(engine, keys: "5", "d")
        #expect(driver.shows("Deploy churn:3 to"))
        await driver.press("j", "j", "Enter")
        #expect(engine.changes == ["POST online-endpoints/fraud-api/deploy"])
    }

    @Test func withoutAnEndpointItSaysWhatToDo() async {
        let engine = ScriptedEngine()
        engine.change { $0.endpoints = [] }
        let driver = await open(engine, keys: "5", "d")
        #expect(driver.toast?.hasPrefix("no endpoint yet") == true)
        #expect(engine.changes == [])
    }

    @Test func aComputeDrainsAndTakesJobsAgain() async {
        let engine = ScriptedEngine()
        let driver = await open(engine, keys: "1", "D")
        #expect(engine.changes == ["POST computes/cpu-cluster/drain"])
        #expect(driver.shows("draining"))
        await driver.press("u")
        #expect(engine.world.computes.allSatisfy { $0.drain == nil })
    }

    @Test func readOnlyMovesNothing() async {
        let engine = ScriptedEngine()
        let driver = await StudioDriver.open(engine, isReadOnly: true)
        await driver.press("6", "b", ">", "<", "P", "5", "d", "x", "1", "D")
        #expect(engine.changes == [])
        #expect(driver.model.overlay == nil)
        await driver.press("6")
        #expect(!driver.hints.contains("ROLLBACK"))
    }
}
