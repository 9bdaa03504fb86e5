import ControlAPI
import Domain
@testable import Studio
import Testing

/// What is missed at once asks for its name, what only hides is done at once.
struct RemovingTests {
    @Test func aJobThatIsOverGoesOnceItsNameIsTyped() async {
        let engine = ScriptedEngine()
        let driver = await StudioDriver.open(engine)
        await driver.press("j", "j", "X")
        #expect(driver.message.contains("delete churn-train, with all files and metrics? type churn-train:"))
        await driver.press("y", "Enter")
        #expect(engine.changes == [])
        await driver.press("^U")
        await driver.type("churn-train")
        await driver.press("Enter")
        #expect(engine.changes == ["DELETE jobs/keen_elk_k3"])
        #expect(driver.toast == "deleted churn-train; u takes it back")
        #expect(driver.jobs?.rows.contains("keen_elk_k3") == false)
    }

    @Test func manyGoOnceTheirNumberIsTyped() async {
        let engine = ScriptedEngine()
        let driver = await StudioDriver.open(engine)
        await driver.press("j", "j", "v", "G", "v", "X")
        #expect(driver.message.contains("type 3 jobs:"))
        for key in ["3", "Space", "j", "o", "b", "s", "Enter"] { await driver.press(key) }
        #expect(engine.changes == ["DELETE jobs/keen_elk_k3", "DELETE jobs/dull_ant_d4", "DELETE jobs/slow_cat_s5"])
        #expect(driver.toast == "deleted 3 jobs; u takes it back")
    }

    @Test func whatWasDeletedIsTakenBackAndDeletedAgain() async {
        let engine = ScriptedEngine()
        let driver = await StudioDriver.open(engine)
        await driver.press("j", "j", "v", "j", "v", "X")
        for key in ["2", "Space", "j", "o", "b", "s", "Enter"] { await driver.press(key) }
        await driver.press("u")
        #expect(driver.toast == "brought back 2 jobs; ^R does it again")
        await driver.press("^R")
        #expect(driver.toast == "deleted 2 jobs; u takes it back")
        // The last first, and each undo by what the one before was told as.
        #expect(engine.sent(UndoOrder.self).map(\.event) == [2, 1, 101, 102])
    }

    @Test func whatRunsIsKilledAndNotDeleted() async {
        let engine = ScriptedEngine()
        let driver = await StudioDriver.open(engine)
        await driver.press("j", "X")
        await driver.type("sweep-lr-0.01")
        await driver.press("Enter")
        #expect(engine.changes == ["POST jobs/brave_fox_x1/kill"])
    }

    @Test func archivedJobsComeBack() async {
        let engine = ScriptedEngine()
        let driver = await StudioDriver.open(engine)
        await driver.press("j", "j", "Space", "Space", "a")
        #expect(driver.toast == "archived 2 jobs; u takes it back")
        #expect(driver.jobs?.rows.count == 3)
        await driver.press("u")
        #expect(driver.jobs?.rows.count == 5)
    }

    @Test func versionsGoTogether() async {
        let engine = ScriptedEngine()
        let driver = await StudioDriver.open(engine)
        await driver.press("5", "j", "Space", "Space", "X")
        #expect(driver.message.contains("type 2 versions:"))
        for key in ["2", "Space"] { await driver.press(key) }
        await driver.type("versions")
        await driver.press("Enter")
        #expect(engine.world.models.map(\.version) == ["3"])
    }

    @Test func anEndpointOrOneOfItsDeploymentsGoes() async {
        let engine = ScriptedEngine()
        let driver = await StudioDriver.open(engine)
        await driver.press("6", "X")
        #expect(driver.shows("deployment green"))
        await driver.press("j", "j", "Enter")
        #expect(driver.message.contains("type green:"))
        await driver.type("green")
        await driver.press("Enter")
        #expect(engine.changes == ["DELETE online-endpoints/churn-api/deployments/green"])
        await driver.press("X", "Enter")
        await driver.type("churn-api")
        await driver.press("Enter")
        #expect(engine.world.endpoints.map(\.name) == ["fraud-api"])
    }
}
