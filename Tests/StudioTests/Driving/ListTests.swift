import Domain
@testable import Studio
import Testing

/// Marks, order and columns.
struct ListTests {
    @Test func aRangeGrowsAndShrinksWithTheCursor() async {
        let driver = await StudioDriver.open()
        await driver.press("j", "v", "j", "j")
        #expect(driver.jobs?.marks == ["brave_fox_x1", "keen_elk_k3", "dull_ant_d4"])
        await driver.press("k", "k", "k")
        #expect(driver.jobs?.marks == ["calm_owl_q2", "brave_fox_x1"])
        #expect(driver.shows("1 of 5, 2 marked: v ends"))
        await driver.press("v", "G")
        #expect(driver.jobs?.marks.count == 2)
        await driver.press("Space", "\\")
        #expect(driver.jobs?.marks == [])
    }

    @Test func aListIsOrderedByAColumn() async {
        let driver = await StudioDriver.open()
        await driver.press("s")
        #expect(driver.shows("Order by"))
        await driver.press("j", "j", "Enter")
        #expect(driver.jobs?.rows == ["keen_elk_k3", "dull_ant_d4", "slow_cat_s5", "brave_fox_x1", "calm_owl_q2"])
        #expect(driver.shows("NAME▲"))
        await driver.press("I")
        #expect(driver.jobs?.rows.first == "calm_owl_q2")
        #expect(driver.shows("NAME▼"))
        await driver.press("s", "Enter", "I")
        #expect(driver.jobs?.rows == ["calm_owl_q2", "brave_fox_x1", "keen_elk_k3", "dull_ant_d4", "slow_cat_s5"])
    }

    @Test func columnsComeAndGoBehindTheList() async {
        let driver = await StudioDriver.open()
        await driver.press("2", "C")
        #expect(driver.shows("[x] NAME") && driver.shows("[ ] TAGS"))
        for _ in 0..<6 { await driver.press("j") }
        await driver.press("Space")
        #expect(driver.shows("[x] TAGS"))
        await driver.press("Enter")
        #expect(driver.shows("stage=trial"))
    }

    @Test func orderAndColumnsAreThereTheNextTime() async {
        let driver = await StudioDriver.open()
        await driver.press("s", "j", "j", "Enter", "5", "s", "j", "Enter", "I")
        let session = driver.model.session
        let next = await StudioDriver.open()
        next.restore(session)
        await next.readAnew()
        #expect(next.jobs?.rows.first == "keen_elk_k3")
        #expect(next.pane(ModelsPane.self)?.list.rows.first?.text == "fraud:1")
    }

    @Test func whereThereIsNoListNothingHappens() async {
        let driver = await StudioDriver.open()
        await driver.press("3", "s")
        #expect(driver.model.overlay == nil)
        #expect(!driver.hints.contains("sort"))
        await driver.press("*")
        #expect(driver.toast == "nothing to mark here")
    }
}
