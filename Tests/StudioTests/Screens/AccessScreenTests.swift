import Domain
@testable import Studio
import Terminal
import Testing

/// The requests to an endpoint, one by one.
struct AccessScreenTests {
    private func open(_ engine: ScriptedEngine = ScriptedEngine()) async -> StudioDriver {
        let driver = await StudioDriver.open(engine)
        await driver.press("6", "a")
        return driver
    }

    /// The numbers of the requests on the screen.
    private func numbers(_ driver: StudioDriver) -> [Int] {
        driver.lines.filter { $0.hasPrefix("┃") }.compactMap { line in
            line.split(separator: "req-").dropFirst().first.flatMap { Int($0.prefix { $0.isNumber }) }.map { $0 - 1000 }
        }
    }

    @Test func aOpensItFromTheListAndFromTheEndpoint() async {
        let driver = await open()
        #expect(driver.model.screen.kind == .access("churn-api"))
        #expect(driver.shows("Endpoints ▸ churn-api ▸ Access log"))
        await driver.press("Esc", "Enter")
        #expect(driver.model.screen.kind == .endpoint("churn-api"))
        await driver.press("a")
        #expect(driver.model.screen.kind == .access("churn-api"))
    }

    @Test func theNewestAreAtTheEnd() async {
        let driver = await open()
        #expect(numbers(driver) == Array(171...200))
        #expect(driver.lines.contains { $0.contains("15:06:40") && $0.contains("502") && $0.contains("green") && $0.contains("7") })
        #expect(driver.shows("FOLLOW · all"))
    }

    @Test func newOnesComeEverySecond() async {
        let engine = ScriptedEngine()
        let driver = await open(engine)
        engine.change { $0.accesses += (201...210).map(SampleWorld.access) }
        await driver.send(.load(engine.world.load))
        #expect(numbers(driver).last == 200)
        await driver.pass(seconds: 1)
        #expect(numbers(driver) == Array(181...210))
    }

    @Test func goingUpStandsStill() async {
        let engine = ScriptedEngine()
        let driver = await open(engine)
        await driver.press("k", "k")
        engine.change { $0.accesses += (201...210).map(SampleWorld.access) }
        await driver.pass(seconds: 1)
        #expect(numbers(driver) == Array(171...200))
        #expect(driver.shows("12 below, G follows"))
        await driver.press("G")
        #expect(numbers(driver).last == 210)
        #expect(driver.shows("FOLLOW"))
    }

    @Test func aClickStandsStillToo() async throws {
        let engine = ScriptedEngine()
        let driver = await open(engine)
        let row = try #require(driver.lines.firstIndex { $0.contains("req-1180") })
        await driver.send(.input(.mouse(MouseEvent(.press, at: Point(x: 5, y: row)))))
        engine.change { $0.accesses += (201...210).map(SampleWorld.access) }
        await driver.pass(seconds: 1)
        #expect(driver.lines[row].contains("req-1180"))
        #expect(driver.shows("PAUSED"))
    }

    @Test func onlyErrors() async {
        let driver = await open()
        await driver.press("V")
        #expect(numbers(driver) == (1...200).filter { $0 % 20 == 0 || $0 % 50 == 0 })
        #expect(driver.shows("errors only"))
        await driver.press("V")
        #expect(numbers(driver) == Array(171...200))
    }

    @Test func whatIsTypedNarrowsIt() async {
        let driver = await open()
        await driver.press("/")
        await driver.type("green")
        await driver.press("Enter")
        #expect(numbers(driver) == (1...200).filter { $0 % 10 == 0 && ($0 % 20 != 0 || $0 % 50 == 0) })
        await driver.press("Esc")
        #expect(numbers(driver) == Array(171...200))
        await driver.press("/")
        await driver.type("req-1042")
        #expect(numbers(driver) == [42])
        await driver.type("x")
        #expect(driver.shows("no request matches; V and Esc show all again"))
    }

    /// It must work where the errors are seen.
    @Test func theEndpointIsRolledBackFromHere() async {
        let engine = ScriptedEngine()
        let driver = await open(engine)
        await driver.press("b")
        #expect(engine.changes == ["POST online-endpoints/churn-api/rollback"])
    }

    @Test func anEngineThatBeganAnewCountsAnew() async {
        let engine = ScriptedEngine()
        let driver = await open(engine)
        engine.change { $0.accesses = (1...3).map(SampleWorld.access) }
        await driver.send(.connection(.lost("gone", attempts: 1)))
        #expect(driver.toast?.hasPrefix("gone; jobs") == true)
        await driver.send(.connection(.connected))
        #expect(numbers(driver) == [1, 2, 3])
    }

    @Test func anEndpointThatNobodyAskedHasNone() async {
        let engine = ScriptedEngine()
        engine.change { $0.accesses = [] }
        let driver = await open(engine)
        #expect(driver.shows("no request since the engine started"))
    }

    @Test func itIsThereInTheImaginedBoxToo() async {
        let driver = await StudioDriver.open(DemoNow(), now: DemoEngine.moment)
        await driver.press("6", "a")
        #expect(driver.shows("FOLLOW · all"))
        #expect(driver.lines.count { $0.contains(" 200 ") } > 15)
    }
}
