import ControlAPI
import Domain
@testable import Studio
import Testing

/// What a studio says while time passes and the engine comes and goes.
struct ConnectionTests {
    @Test func anEngineThatGoesIsToldAndThatComesBack() async {
        let driver = await StudioDriver.open()
        await driver.send(.connection(.lost("the engine stopped", attempts: 1)))
        #expect(driver.lines[0].contains("ENGINE GONE, try 1"))
        #expect(driver.message == " the engine stopped; ':engine start' starts it")
        #expect(driver.shows("sweep-lr-0.01"))
        await driver.send(.connection(.lost("the engine stopped", attempts: 4)))
        #expect(driver.lines[0].contains("try 4"))
        await driver.send(.connection(.connected))
        #expect(!driver.lines[0].contains("GONE"))
        #expect(driver.toast == "the engine is back")
        let kinds = driver.model.toasts.map(\.kind)
        #expect(kinds == [.failure, .success])
    }

    @Test func whatIsAskedWithoutAnEngineIsRefused() async {
        let engine = ScriptedEngine()
        let driver = await StudioDriver.open(engine)
        engine.refuse(AtelierError(.unavailable, "no engine answers", hint: "start one"))
        await driver.send(.connection(.lost("no engine answers", attempts: 1)))
        #expect(driver.toast?.hasPrefix("no engine answers; jobs") == true)
        await driver.press("j", "x", "y")
        #expect(driver.toast == "no engine answers; start one")
        #expect(driver.model.underway == [])
        await driver.press("k", "Enter", "q")
        #expect(driver.model.screen.kind == .dashboard)
    }

    @Test func toastsGoByThemselves() async {
        let driver = await StudioDriver.open()
        await driver.press("u")
        #expect(driver.message == " nothing to take back")
        await driver.pass(seconds: 5)
        #expect(driver.toast != nil)
        await driver.pass(seconds: 2)
        #expect(driver.toast == nil)
        #expect(driver.model.toasts.count == 1)
    }

    @Test func failuresStayLonger() async {
        let engine = ScriptedEngine()
        let driver = await StudioDriver.open(engine)
        engine.refuse(AtelierError(.conflict, "no"))
        await driver.press("r")
        await driver.pass(seconds: 11)
        #expect(driver.toast == "no")
        await driver.pass(seconds: 2)
        #expect(driver.toast == nil)
    }

    @Test func anEndIsTold() async throws {
        let driver = await StudioDriver.open()
        let job = try #require(driver.model.data.jobs[SampleWorld.running])
        func ended(_ status: JobStatus, _ reason: String?) -> JobSummary {
            JobSummary(
                name: job.name, displayName: job.displayName, experiment: job.experiment, status: status, reason: reason,
                compute: job.compute, createdAt: job.createdAt, createdBy: job.createdBy, lastMetric: job.lastMetric)
        }
        await driver.send(.jobs(asked: [job.name], found: [ended(.completed, nil)]))
        #expect(driver.toast == "sweep-lr-0.01 finished: loss 0.412")
        await driver.send(.jobs(asked: [job.name], found: [ended(.failed, "too late")]))
        #expect(driver.model.toasts.count == 1)
    }

    @Test func aJobThatIsGoneLeavesItsRow() async {
        let driver = await StudioDriver.open()
        await driver.press("j")
        await driver.send(.jobs(asked: [SampleWorld.running], found: []))
        #expect(!driver.shows("sweep-lr-0.01"))
        #expect(driver.jobs?.selected == "keen_elk_k3")
    }

    @Test func theHistoryOfToastsHasAnEnd() async {
        let driver = await StudioDriver.open()
        for _ in 0..<230 { await driver.press("u") }
        #expect(driver.model.toasts.count == 200)
    }

    /// Only what is on the screen is listened to.
    @Test func subscriptionsFollowTheScreen() async {
        let driver = await StudioDriver.open()
        await driver.press("j")
        #expect(driver.model.subscriptions.isSuperset(of: [.studios, .load, .endpointLoad, .metrics(SampleWorld.running)]))
        await driver.press("k")
        #expect(!driver.model.subscriptions.contains(.metrics(SampleWorld.running)))
        #expect(driver.model.subscriptions.contains(.metrics(SampleWorld.queued)))
        await driver.press("z")
        #expect(!driver.model.subscriptions.contains(.load))
        await driver.press("z", "Enter")
        #expect(driver.model.subscriptions.contains(.details(SampleWorld.queued, status: .queued, isMeasured: false)))
        #expect(!driver.model.subscriptions.contains(.endpointLoad))
    }

    @Test func othersWhoLookAreCounted() async {
        let driver = await StudioDriver.open()
        let ana = StudioPresence(user: "ana", since: SampleWorld.now, isReadOnly: false)
        let ben = StudioPresence(user: "ben", since: SampleWorld.now, isReadOnly: true)
        #expect(!driver.lines[0].contains("attached"))
        await driver.send(.studios([ana, ben]))
        #expect(driver.lines[0].contains("2 attached"))
    }
}
