import ControlAPI
import Domain
@testable import Studio
import Testing

/// Tags, names and descriptions.
struct NotingTests {
    @Test func aTagIsSetAndTakenBack() async {
        let engine = ScriptedEngine()
        let driver = await StudioDriver.open(engine)
        await driver.press("j", "t")
        #expect(driver.message == " tag sweep-lr-0.01 key=value: stage=trial")
        await driver.type("owner=ben")
        await driver.press("Enter")
        #expect(engine.world.jobs[1].tags == ["stage": "trial", "owner": "ben"])
        #expect(driver.toast == "tagged owner=ben: sweep-lr-0.01; u takes it back")
        await driver.press("u")
        #expect(engine.world.jobs[1].tags == ["stage": "trial"])
    }

    @Test func tabCompletesATagThatIsKnown() async {
        let engine = ScriptedEngine()
        let driver = await StudioDriver.open(engine)
        await driver.press("t", "s", "Tab", "Enter")
        #expect(engine.world.jobs[0].tags == ["stage": "trial"])
    }

    @Test func aTagWithoutAValueIsTakenOff() async {
        let engine = ScriptedEngine()
        let driver = await StudioDriver.open(engine)
        await driver.press("j", "t")
        await driver.type("stage=")
        await driver.press("Enter")
        #expect(engine.world.jobs[1].tags == [:])
    }

    @Test func whatIsNoTagIsTold() async {
        let engine = ScriptedEngine()
        let driver = await StudioDriver.open(engine)
        await driver.press("t")
        await driver.type("stage")
        await driver.press("Enter")
        #expect(driver.toast == "a tag is key=value; key= takes it off")
        #expect(engine.changes == [])
    }

    @Test func allThatAreMarkedAreTagged() async {
        let engine = ScriptedEngine()
        let driver = await StudioDriver.open(engine)
        await driver.press("Space", "Space", "t")
        await driver.type("a=b")
        await driver.press("Enter")
        #expect(engine.world.jobs.prefix(3).map { $0.tags["a"] } == ["b", "b", nil])
        #expect(driver.toast == "tagged a=b: 2 of them; u takes it back")
    }

    @Test func aJobIsRenamedFromTheNameItHas() async {
        let engine = ScriptedEngine()
        let driver = await StudioDriver.open(engine)
        await driver.press("j", "e", "Enter")
        #expect(driver.message == " name: sweep-lr-0.01")
        await driver.type("b")
        await driver.press("Enter")
        #expect(engine.world.jobs[1].displayName == "sweep-lr-0.01b")
        #expect(driver.toast == "wrote the name: sweep-lr-0.01; u takes it back")
    }

    @Test func aModelIsDescribedAndTagged() async {
        let engine = ScriptedEngine()
        let driver = await StudioDriver.open(engine)
        await driver.press("5", "e", "Enter")
        await driver.type("the third")
        await driver.press("Enter")
        #expect(engine.world.models[0].description == "the third")
        await driver.press("t")
        await driver.type("risk=low")
        await driver.press("Enter")
        #expect(engine.world.models[0].tags == ["risk": "low"])
        #expect(engine.world.models[0].description == "the third")
    }
}
