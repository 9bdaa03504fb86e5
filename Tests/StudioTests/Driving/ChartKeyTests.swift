import Domain
@testable import Studio
import Terminal
import Testing

/// The keys of a chart, on the screen of a job that logs two metrics of sixty steps.
struct ChartKeyTests {
    private func opened(_ size: Size = Size(width: 120, height: 36)) async -> StudioDriver {
        let driver = await StudioDriver.open(size: size)
        await driver.press("j", "Enter", "4")
        return driver
    }

    private func title(_ driver: StudioDriver) -> String { driver.lines.first { $0.contains("4 Metrics") } ?? "" }
    private func axis(_ driver: StudioDriver) -> String { driver.lines.first { $0.contains("step ") && $0.contains("59") } ?? "" }

    @Test func theCrosshairTellsWhatItStandsOn() async {
        let driver = await opened()
        #expect(driver.shows("accuracy 0.9836") && !driver.shows("┊"))
        await driver.press("h")
        #expect(driver.message == " step 59:  accuracy 0.9836")
        await driver.press("h", "Left", "Left")
        #expect(driver.message == " step 56:  accuracy 0.9828")
        #expect(driver.shows("┊") && driver.shows("┃ accuracy 0.9828"))
        await driver.press("l")
        #expect(driver.message == " step 57:  accuracy 0.9831")
        await driver.press("j")
        #expect(driver.message == " step 57:  loss 0.369")
        await driver.press("g")
        #expect(driver.message == " step 0:  loss 4.3")
        await driver.press("End")
        #expect(!driver.shows("┊") && driver.shows("loss 0.3667"))
    }

    @Test func zoomsAndPans() async {
        let driver = await opened()
        #expect(title(driver).contains("live · lin · step"))
        #expect(axis(driver).contains("step 0"))
        await driver.press("}")
        #expect(title(driver).contains("live · zoomed · lin · step"))
        #expect(axis(driver).contains("step 29.5"))
        await driver.press("H")
        #expect(title(driver).contains("frozen · lin · step"))
        #expect(axis(driver).isEmpty && driver.shows("51.6"))
        await driver.press("L")
        #expect(title(driver).contains("live · zoomed"))
        await driver.press("{")
        #expect(axis(driver).contains("step 0") && !title(driver).contains("zoomed"))
        await driver.press("H")
        #expect(driver.toast == "all of it is shown: } zooms in first")
    }

    private func closeUp(_ driver: StudioDriver) -> ClosedRange<Int64>? {
        driver.model.subscriptions.compactMap { if case .closeUp(_, let steps) = $0 { steps } else { nil } }.first
    }

    @Test func aLongHistoryShowsItsRealPointsWhereItIsZoomed() async throws {
        var world = SampleWorld()
        world.stepCount = 5_000
        let driver = await StudioDriver.open(ScriptedEngine(world))
        await driver.press("j", "Enter", "4")
        #expect(closeUp(driver) == nil, "the whole is told as it is")
        let coarse = try #require(driver.model.data.metrics[SampleWorld.running]?.series["loss"])
        #expect(coarse.count <= 1000 && !coarse.contains { $0.step == 4_995 })
        for _ in 0..<6 { await driver.press("}") }
        let asked = try #require(closeUp(driver))
        #expect(asked.contains(4_999) && asked.upperBound - asked.lowerBound < 1_000)
        await driver.press("h", "h", "h")
        #expect(driver.message.hasPrefix(" step 4995:  accuracy"))
        #expect(closeUp(driver) == asked, "what is near was read with it")
        await driver.press("Esc", "Esc")
        #expect(closeUp(driver) == nil)
        #expect(Subscription.closeUp(SampleWorld.running, steps: asked).settles, "a key asks for nothing")
    }

    @Test func aShortHistoryIsThereWhole() async {
        let driver = await opened()
        await driver.press("}", "}")
        #expect(closeUp(driver) == nil)
    }

    @Test func escapeTakesCrosshairThenZoomThenTheScreen() async {
        let driver = await opened()
        await driver.press("}", "h", "Esc")
        #expect(!driver.shows("┊") && title(driver).contains("frozen"))
        await driver.press("Esc")
        #expect(title(driver).contains("live · lin · step"))
        #expect(driver.model.screen.kind == .job(SampleWorld.running))
        await driver.press("Esc")
        #expect(driver.model.screen.kind == .dashboard)
    }

    @Test func scaleSmoothingAndAxisAreSaidInTheTitle() async {
        let driver = await opened()
        await driver.press("Y", "~", "~", ",")
        #expect(title(driver).contains("live · log · smooth 0.6 · time"))
        #expect(driver.shows("time 00:00") && driver.shows("00:59"))
        await driver.press("h")
        #expect(driver.message == " time 00:59:  accuracy 0.9836")
        await driver.press("Y", "~", "~", ",")
        #expect(title(driver).contains("live · lin · step"))
    }

    @Test func metricsAreChosen() async {
        let driver = await opened()
        #expect(driver.shows("1 of 2"))
        await driver.press("M")
        #expect(driver.shows("[x] accuracy") && driver.shows("[x] loss"))
        await driver.press("Space", "Enter")
        #expect(driver.shows("loss 0.3667") && !driver.shows("accuracy") && driver.shows("1 hidden"))
        await driver.press("M", "*", "*", "Enter")
        #expect(driver.shows("every metric is hidden: M chooses some") && driver.shows("2 hidden"))
        await driver.press("h", "l", "g", "}", "{", "H")
        await driver.press("M", "j", "Space", "Esc")
        #expect(driver.shows("2 hidden"))
        await driver.press("M", "*", "Enter")
        #expect(driver.shows("accuracy 0.9836") && !driver.shows("hidden"))
    }

    @Test func largeTerminalsShowSeveralCharts() async {
        let driver = await opened(Size(width: 200, height: 60))
        #expect(driver.shows("accuracy 0.9836") && driver.shows("loss 0.3667"))
        await driver.press("h", "h")
        #expect(driver.lines.contains { $0.split(separator: "┊").count == 3 })
        #expect(driver.message.contains("accuracy 0.98") && driver.message.contains("loss 0.36"))
    }

    @Test func anotherJobIsSeenWhole() async {
        let driver = await StudioDriver.open()
        await driver.press("j", "4", "}", "Y", "h", "2", "j")
        let view = driver.pane(MetricsPane.self)?.view
        #expect(view?.isZoomed == false && view?.crosshair == nil && view?.isLogarithmic == true)
        #expect(title(driver).contains("log"))
    }

    @Test func nothingToDrawIsSaid() async {
        let driver = await StudioDriver.open()
        await driver.press("4", "h", "l", "}", "g", "End", "~", ",", "M")
        #expect(driver.toast == "no metrics logged yet")
        #expect(driver.shows("no metrics logged yet"))
    }
}
