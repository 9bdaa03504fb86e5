import Domain
@testable import Studio
import Terminal
import Testing

/// `p`: nothing on the screen moves, and afterwards everything is as it is.
struct FreezingTests {
    private let topic = LogTopic(job: SampleWorld.running)

    private func news(_ total: Int) -> StudioMessage {
        .log(topic, LogPage(lines: SampleWorld.sampleLog(lines: total).suffix(64), total: total, isComplete: false))
    }

    @Test func aFrozenLogIsWhereItIsAsSoonAsItGoesOn() async {
        let driver = await StudioDriver.open()
        await driver.press("j", "3", "z", "p")
        await driver.send(news(1500))
        #expect(driver.shows("step 1000"))
        #expect(!driver.shows("step 1500"))
        await driver.press("p")
        #expect(driver.shows("step 1500"))
    }

    @Test func listsStandStillToo() async {
        let engine = ScriptedEngine()
        let driver = await StudioDriver.open(engine)
        await driver.press("p")
        engine.change { $0.jobs.removeFirst() }
        await driver.readAnew()
        #expect(driver.shows("train-large"))
        await driver.press("p")
        #expect(!driver.shows("train-large"))
    }

    /// What one turns to while all stands still was never seen: it is shown as it is then.
    @Test func anotherLogIsShownAsItIsThen() async {
        let driver = await StudioDriver.open()
        await driver.press("p", "j")
        #expect(driver.shows("step 1000"))
        await driver.send(news(1500))
        #expect(driver.shows("step 1000"))
    }
}
