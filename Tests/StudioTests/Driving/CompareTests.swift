import Domain
import Foundation
@testable import Studio
import Terminal
import Testing

/// Runs side by side, from the marks to the chart.
struct CompareTests {
    private func opened(_ size: Size = Size(width: 120, height: 36)) async -> StudioDriver {
        let driver = await StudioDriver.open(size: size)
        await driver.press("j", "Space", "Space", "Space", "=")
        return driver
    }

    private static let runs: [JobName] = [SampleWorld.running, "keen_elk_k3", "dull_ant_d4"]

    private func row(_ driver: StudioDriver, _ words: String...) -> String? {
        driver.lines.first { line in words.allSatisfy { line.contains($0) } }
    }

    @Test func marksAreNeeded() async {
        let driver = await StudioDriver.open()
        await driver.press("=")
        #expect(driver.toast == "mark two jobs or more with Space, then = compares them")
        await driver.press("Space", "=")
        #expect(driver.model.screen.kind == .dashboard)
    }

    @Test func runsStandBesideEachOther() async {
        let driver = await opened()
        #expect(driver.model.screen.kind == .compare(Self.runs))
        #expect(driver.lines[0].contains("Jobs ▸ Compare 3 runs"))
        #expect(row(driver, "›  a", "sweep-lr-0.01", "▶", "0.9836", "0.3667", "0.01") != nil)
        #expect(row(driver, "  b", "churn-train", "✓", "0.001", "churn:1") != nil)
        #expect(row(driver, "  c", "fraud-broken", "✗", "6.75", "3.0") != nil)
        #expect(row(driver, "accuracy", "a 0.9836", "b 0.9892", "c -") != nil)
        #expect(row(driver, "Differences", "3 differ of 8, D: show all") != nil)
        #expect(row(driver, "lr", "0.01", "0.001", "3.0") != nil)
        #expect(row(driver, "warmup", "-", "100") != nil)
        #expect(!driver.shows("seed"))
        let wanted = Self.runs.flatMap { [Subscription.metrics($0), .details($0, in: driver.model.data)] }
        #expect(driver.model.subscriptions.isSuperset(of: wanted))
    }

    @Test func allParametersAreShownAndHidden() async {
        let driver = await opened()
        await driver.press("D")
        #expect(driver.shows("seed") && driver.shows("batch") && driver.shows("D: only these"))
        await driver.press("D")
        #expect(!driver.shows("seed"))
    }

    @Test func aRunIsRemovedAndAdded() async {
        let driver = await opened()
        await driver.press("j", "Space")
        #expect(driver.shows("2 of 3 shown"))
        #expect(row(driver, "›  b-", "churn-train") != nil)
        #expect(!driver.shows("b 0.9892") && !driver.shows("warmup"))
        #expect(!driver.model.subscriptions.contains(.metrics("keen_elk_k3")))
        await driver.press("Space")
        #expect(driver.shows("3 of 3 shown") && driver.shows("b 0.9892") && driver.shows("warmup"))
        await driver.press("Space", "j", "Space", "g", "Space")
        #expect(driver.shows("no run is left") && driver.shows("two runs are needed to compare them"))
    }

    @Test func thePinnedRunIsFirst() async {
        let driver = await opened()
        await driver.press("j", "P")
        #expect(driver.shows("3 of 3 shown, pin b"))
        #expect(row(driver, "NAME", "b  ", "a  ", "c") != nil)
        #expect(row(driver, "accuracy", "b 0.9892  a 0.9836") != nil)
        #expect(driver.pane(RunsPane.self)?.list.rows == ["keen_elk_k3", SampleWorld.running, "dull_ant_d4"])
        await driver.press("P")
        #expect(driver.shows("3 of 3 shown") && !driver.shows("pin b"))
    }

    @Test func theKeysOfTheChartWorkFromTheList() async {
        let driver = await opened()
        #expect(driver.focus == .runs)
        await driver.press("h")
        #expect(driver.message == " accuracy at step 89:  b 0.9892")
        for _ in 0..<40 { await driver.press("h") }
        #expect(driver.message.contains("a 0.98") && driver.message.hasSuffix("lowest a, highest b"))
        await driver.press("Esc", "}", "Y", "~")
        #expect(row(driver, "4 Metrics", "live · zoomed · log · smooth 0.3 · step") != nil)
        await driver.press("Esc", "4", "j")
        #expect(row(driver, "loss", "a 0.3667", "b 0.1333", "c 6.75") != nil)
        // Not every run logged an epoch.
        await driver.press(",", ",")
        #expect(row(driver, "4 Metrics", "step") != nil)
        await driver.press("Esc")
        #expect(driver.model.screen.kind == .dashboard)
        #expect(driver.jobs?.marks == Set(Self.runs))
    }

    @Test func epochsAreAnAxisWhereAllHaveThem() async {
        let driver = await opened()
        await driver.press("Space", "G", "Space", ",", ",")
        #expect(row(driver, "4 Metrics", "epoch") != nil)
        #expect(driver.shows("epoch 0.0") || driver.shows("epoch 0"))
        await driver.press("g", "Space")
        #expect(row(driver, "4 Metrics", "epoch") != nil)
    }

    @Test func whatARunLogsLaterIsReadToo() async {
        let driver = await opened()
        let job = SampleWorld.running
        #expect(driver.model.subscriptions.contains(.details(job, status: .running, isMeasured: true)))
        #expect(driver.model.subscriptions.contains(.details("dull_ant_d4", status: .failed, isMeasured: true)))
        await driver.press("Esc", "g", "Enter")
        #expect(driver.model.subscriptions.contains(.details(SampleWorld.queued, status: .queued, isMeasured: false)))
        await driver.send(
            .metrics(
                SampleWorld.queued,
                MetricSeries(key: "loss", points: [ChartPoint(step: 0, timestamp: 0, value: 1)], isWhole: true)))
        #expect(driver.model.subscriptions.contains(.details(SampleWorld.queued, status: .queued, isMeasured: true)))
    }

    @Test func aRunIsOpened() async {
        let driver = await opened()
        await driver.press("j", "Enter")
        #expect(driver.model.screen.kind == .job("keen_elk_k3"))
        await driver.press("Esc")
        #expect(driver.model.screen.kind == .compare(Self.runs))
    }

    @Test func theNextStudioOpensOnIt() async throws {
        let driver = await opened()
        let kept = try JSONDecoder().decode(StudioSession.self, from: JSONEncoder().encode(driver.model.session))
        let next = StudioDriver()
        var model = next.model
        model.restore(kept)
        #expect(model.screen.kind == .compare(Self.runs))
        #expect(model.screen.focused.name == .runs)
    }

    @Test func versionsAreComparedByTheirRuns() async {
        let none = await StudioDriver.open()
        await none.press("5", "=")
        #expect(none.toast == "mark two versions or more with Space, then = compares them")
        await none.press("Space", "Space", "=")
        #expect(none.toast == "only what a job made can be compared: 2 marked came from no job")

        let driver = await StudioDriver.open(DemoNow())
        await driver.press("5", "Space", "Space", "=")
        guard case .compare(let jobs) = driver.model.screen.kind else {
            Issue.record("\(driver.model.screen.kind), \(driver.toast ?? "")")
            return
        }
        #expect(Set(jobs) == Set(driver.model.data.models.prefix(2).compactMap(\.lineage.job)))
    }
}
