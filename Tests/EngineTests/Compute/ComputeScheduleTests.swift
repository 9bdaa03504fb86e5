import Domain
import Foundation
import Runtimes
import Store
import Testing

@testable import Engine

/// Instances that are started and stopped by their schedules. The clock begins on a Sunday, 2025-06-15T15:06:40Z.
@Suite struct ComputeScheduleTests {
    private let workspace = Workspace.defaultName
    private static let nightly = [
        ComputeSchedule(action: .stop, expression: "0 18 * * *"), ComputeSchedule(action: .start, expression: "0 8 * * *"),
    ]

    private func instance(_ schedules: [ComputeSchedule] = nightly) -> ComputeSpec {
        var spec = ComputeSpec.instance(named: "box")
        spec.schedules = schedules
        return spec
    }

    private func date(_ text: String) throws -> Date { try Date.ISO8601FormatStyle().parse(text) }

    /// Moves the clock there when the fleet sleeps.
    private func wait(until text: String, _ fixture: EngineFixture) async throws {
        await fixture.clock.sleepers(1)
        fixture.clock.advance(by: try date(text).timeIntervalSince(fixture.clock.now))
    }

    private func desk(_ fixture: EngineFixture) async throws -> ScriptedDesk {
        let scripted = try await ScriptedDesk(fixture)
        try await scripted.desk.start()
        return scripted
    }

    @Test func stopsAndStartsAtItsTimes() async throws {
        let fixture = try EngineFixture()
        let scripted = try await desk(fixture)
        scripted.runtime.deafen()
        let made = try await scripted.computes.create(instance(), in: workspace, by: "anna")
        #expect(made.nextTimes == [try date("2025-06-15T18:00:00Z"), try date("2025-06-16T08:00:00Z")])
        _ = try await scripted.submit("a", compute: "box")
        _ = try await scripted.submit("b", compute: "box")
        _ = await scripted.runtime.next()
        try await wait(until: "2025-06-15T17:59:59Z", fixture)
        try await wait(until: "2025-06-15T18:00:00Z", fixture)
        let stopped = try await fixture.event("compute.stopped", of: "box")
        #expect(stopped.by == "engine" && stopped.message == "by its schedule (0 18 * * *)")
        try await fixture.event("job.cancel_requested", of: "a")
        scripted.runtime.job("a.1")?.end(.exited(.code(143)))
        #expect(try await scripted.end(of: "a").status == .canceled)
        #expect(try await scripted.show("b").status == .queued)

        try await wait(until: "2025-06-16T08:00:00Z", fixture)
        let started = try await fixture.event("compute.started", of: "box")
        #expect(started.message == "by its schedule (0 8 * * *)")
        #expect(await scripted.runtime.next()?.attempt == "b.1")
    }

    @Test func whatWasDoneIsNotDoneAgainAfterARestart() async throws {
        let fixture = try EngineFixture()
        let first = try await desk(fixture)
        try await first.computes.create(instance(), in: workspace, by: "anna")
        try await wait(until: "2025-06-15T18:00:00Z", fixture)
        try await fixture.event("compute.stopped", of: "box")
        _ = try await first.computes.start("box", in: workspace, by: "anna")
        try await first.desk.stop(cancelJobs: false)
        fixture.clock.advance(by: 600)

        let second = try await desk(fixture)
        #expect(try await second.computes.show("box", in: workspace).instanceState == .running)
        try await wait(until: "2025-06-16T18:00:00Z", fixture)
        try await fixture.event("compute.stopped", of: "box", after: try await fixture.event("compute.started", of: "box").sequence)
    }

    /// Stopped at 18:00 by somebody already: that the schedule said so too must not come up again at 18:10.
    @Test func whatChangedNothingIsDoneToo() async throws {
        let fixture = try EngineFixture()
        let first = try await desk(fixture)
        try await first.computes.create(instance(), in: workspace, by: "anna")
        _ = try await first.desk.stopInstance("box", in: workspace, by: "anna")
        try await wait(until: "2025-06-15T18:00:00Z", fixture)
        while try await through(fixture) != date("2025-06-15T18:00:00Z") { await Task.yield() }
        _ = try await first.computes.start("box", in: workspace, by: "anna")
        try await first.desk.stop(cancelJobs: false)
        fixture.clock.advance(by: 600)
        let second = try await desk(fixture)
        #expect(try await second.computes.show("box", in: workspace).instanceState == .running)
    }

    private func through(_ fixture: EngineFixture) async throws -> Date? {
        let workspace = workspace
        return try await fixture.context.store.read { try $0.compute(named: "box", in: workspace)?.scheduleProgress?.through }
    }

    @Test(arguments: [(3599.0, true), (3601, false)])
    func whatWasMissedIsMadeUpForWithinTheHour(late: Double, isStopped: Bool) async throws {
        let fixture = try EngineFixture()
        let first = try await desk(fixture)
        try await first.computes.create(instance(), in: workspace, by: "anna")
        try await first.desk.stop(cancelJobs: false)
        fixture.clock.advance(by: try date("2025-06-15T18:00:00Z").timeIntervalSince(fixture.clock.now) + late)

        let second = try await desk(fixture)
        let box = try await second.computes.show("box", in: workspace)
        #expect(box.instanceState == (isStopped ? .stopped : .running))
        if isStopped {
            let stopped = try await fixture.event("compute.stopped", of: "box")
            #expect(stopped.message == "by its schedule (0 18 * * *), due at 2025-06-15T18:00:00Z")
        }
    }

    @Test func othersTakeTheirPlaceFromThenOn() async throws {
        let fixture = try EngineFixture()
        let scripted = try await desk(fixture)
        try await scripted.computes.create(instance(), in: workspace, by: "anna")
        await fixture.clock.sleepers(1)
        // 15:00 is past already; what it replaces comes no more.
        let changed = try await scripted.computes.create(
            instance([
                ComputeSchedule(action: .stop, expression: "0 15,20 * * *"),
                ComputeSchedule(action: .stop, state: .disabled, expression: "* * * * *"),
            ]), in: workspace, by: "anna")
        #expect(changed.nextTimes == [try date("2025-06-15T20:00:00Z"), nil])
        try await wait(until: "2025-06-15T19:00:00Z", fixture)
        await fixture.clock.sleepers(1)
        #expect(try await scripted.computes.show("box", in: workspace).instanceState == .running)
        try await wait(until: "2025-06-15T20:00:00Z", fixture)
        try await fixture.event("compute.stopped", of: "box")
        let none = try await scripted.computes.create(instance([]), in: workspace, by: "anna")
        #expect(none.nextTimes == nil && none.scheduleProgress == nil)
    }

    @Test func whatCannotFireIsRefused() async throws {
        let scripted = try await desk(EngineFixture())
        for (schedule, message) in [
            (ComputeSchedule(), "a trigger of type cron needs an \"expression\""),
            (ComputeSchedule(expression: "0 25 * * *"), "\"25\" cannot be the hours of a cron expression"),
            (ComputeSchedule(expression: "0 2 * * *", timeZone: "Middle Earth"), "\"Middle Earth\" is no time zone"),
            (ComputeSchedule(trigger: .recurrence), "a trigger of type recurrence needs a \"frequency\""),
            (ComputeSchedule(expression: "0 2 * * *", startTime: "soon"), "\"soon\" is no date and time"),
        ] {
            let error = await #expect(throws: AtelierError.self) {
                try await scripted.computes.create(instance([schedule]), in: workspace, by: "anna")
            }
            #expect(error?.message == message)
        }
    }

    @Test(arguments: [
        // Since when nothing was done, now, and what is due.
        ("2025-06-15T17:00:00Z", "2025-06-15T17:59:59Z", nil), ("2025-06-15T17:00:00Z", "2025-06-15T18:00:00Z", "stop"),
        ("2025-06-15T18:00:00Z", "2025-06-15T18:00:00Z", nil), ("2025-06-15T17:59:59Z", "2025-06-15T18:31:00Z", "start"),
        ("2025-06-15T17:00:00Z", "2025-06-15T19:00:00Z", "start"), ("2025-06-15T17:00:00Z", "2025-06-15T19:30:00Z", nil),
        ("2025-06-15T19:00:00Z", "2025-06-15T20:00:00Z", "start"),
    ])
    func theNewestIsDue(through: String, now: String, action: String?) throws {
        var compute = Compute(
            workspace: workspace,
            spec: instance([
                ComputeSchedule(action: .stop, expression: "0 18,20 * * *"),
                ComputeSchedule(action: .start, expression: "30 18 * * *"),
                // At 20:00 both: the one written last.
                ComputeSchedule(action: .start, trigger: .recurrence, frequency: .day, startTime: "2025-06-01T20:00:00"),
            ]), provisioningState: .succeeded, creation: CreationContext(at: try date(through), by: "anna"))
        compute.scheduleProgress = ScheduleProgress(since: try date(through))
        let timetable = InstanceTimetable(compute, zones: .ofThisBox)
        #expect(timetable.due(at: try date(now))?.schedule.action.rawValue == action)
    }

    @Test func schedulesFromBeforeTheyWereCheckedAreLeftAlone() throws {
        let compute = Compute(
            workspace: workspace,
            spec: instance([ComputeSchedule(expression: "whenever"), ComputeSchedule(expression: "0 18 * * *")]),
            provisioningState: .succeeded, creation: CreationContext(at: try date("2025-06-15T17:30:00Z"), by: "anna"))
        let timetable = InstanceTimetable(compute, zones: .ofThisBox)
        #expect(timetable.faults.count == 1 && timetable.faults[0].contains("whenever"))
        #expect(timetable.due(at: try date("2025-06-15T18:00:00Z"))?.moment == (try date("2025-06-15T18:00:00Z")))
        #expect(timetable.nextTimes(after: try date("2025-06-15T18:00:00Z")) == [nil, try date("2025-06-16T18:00:00Z")])
    }
}
