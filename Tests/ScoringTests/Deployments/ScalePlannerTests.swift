import Domain
import NIOCore
import Testing

@testable import Scoring

@Suite struct ScalePlannerTests {
    private func at(_ seconds: Int) -> NIODeadline { .uptimeNanoseconds(1) + .seconds(Int64(seconds)) }

    private func planner(_ settings: ScaleSettings, concurrency: Int = 1) -> ScalePlanner {
        ScalePlanner(settings, concurrency: concurrency, now: at(0))
    }

    private let byQueue = ScaleSettings(
        rule: .queueTime(targetMilliseconds: 20), minInstances: 0, maxInstances: 4, idleAfter: 300)

    private func load(
        queue: Double = 0, mean: Double = 0, requests: Int = 1, outstanding: Int = 1
    ) -> LoadMeter.Reading {
        .init(requests: requests, outstanding: outstanding, meanOutstanding: mean, queueMilliseconds: queue)
    }

    @Test func longQueuesBringWorkersAtOnce() {
        var planner = planner(byQueue)
        #expect(planner.interval <= .seconds(1))
        let first = planner.decide(load(queue: 21, mean: 3), workers: 1, starting: 0, now: at(1))
        #expect(first?.workers == 2)
        #expect(first?.why == "95 of 100 requests waited up to 21 ms, target 20 ms")
        #expect(planner.decide(load(queue: 50, mean: 3), workers: 2, starting: 1, now: at(2)) == nil, "one is on its way")
        #expect(planner.decide(load(queue: 50, mean: 3), workers: 2, starting: 0, now: at(3))?.workers == 3)
        #expect(planner.decide(load(queue: 50, mean: 9), workers: 3, starting: 0, now: at(4))?.workers == 4)
        #expect(planner.decide(load(queue: 500, mean: 9), workers: 4, starting: 0, now: at(5)) == nil, "max_instances")
    }

    @Test func workersGoAfterACalmMinuteOnly() {
        var planner = planner(byQueue)
        func look(_ second: Int, _ reading: LoadMeter.Reading, workers: Int) -> Int? {
            planner.decide(reading, workers: workers, starting: 0, now: at(second))?.workers
        }
        let calm = load(queue: 1, mean: 0.5)
        #expect(look(0, calm, workers: 3) == nil)
        #expect(look(59, calm, workers: 3) == nil)
        // Between half the target and the target: not calm, and nothing to do.
        #expect(look(60, load(queue: 15, mean: 0.5), workers: 3) == nil)
        #expect(look(61, calm, workers: 3) == nil)
        #expect(look(120, calm, workers: 3) == nil)
        #expect(look(121, calm, workers: 3) == 2)
        #expect(look(122, calm, workers: 2) == nil)
        #expect(look(182, calm, workers: 2) == 1)
        // Those that stay would be too busy.
        #expect(look(300, load(queue: 1, mean: 0.8), workers: 2) == nil)
        #expect(look(400, load(queue: 1, mean: 0.8), workers: 2) == nil)
    }

    @Test func theLastWorkerGoesWhenNothingIsAsked() {
        var planner = planner(byQueue)
        let nothing = load(requests: 0, outstanding: 0)
        #expect(planner.decide(load(), workers: 1, starting: 0, now: at(10)) == nil)
        #expect(planner.decide(nothing, workers: 1, starting: 0, now: at(309)) == nil)
        let decision = planner.decide(nothing, workers: 1, starting: 0, now: at(310))
        #expect(decision == ScalePlanner.Decision(workers: 0, why: "no request for 300 s"))
        #expect(planner.decide(nothing, workers: 0, starting: 0, now: at(400)) == nil)
        #expect(planner.decide(load(), workers: 0, starting: 0, now: at(401))?.workers == 1)
        var kept = self.planner(ScaleSettings(rule: byQueue.rule, minInstances: 1, maxInstances: 4))
        #expect(kept.decide(nothing, workers: 1, starting: 0, now: at(9999)) == nil)
    }

    @Test func followsUtilisationAsAzureDoes() {
        let settings = ScaleSettings(
            rule: .targetUtilization(percentage: 50, pollingInterval: 7), minInstances: 2, maxInstances: 6)
        var planner = planner(settings, concurrency: 2)
        #expect(planner.interval == .seconds(7))
        func look(_ second: Int, mean: Double, workers: Int) -> Int? {
            planner.decide(load(mean: mean), workers: workers, starting: 0, now: at(second))?.workers
        }
        #expect(look(0, mean: 2, workers: 2) == nil, "on target")
        #expect(look(1, mean: 2.1, workers: 2) == nil, "near enough")
        #expect(look(2, mean: 4, workers: 2) == 4)
        #expect(look(3, mean: 40, workers: 4) == 6)
        // The most that any moment of the calm minute asked for.
        #expect(look(10, mean: 1, workers: 6) == nil)
        #expect(look(40, mean: 4, workers: 6) == nil)
        #expect(look(70, mean: 0, workers: 6) == 4)
        #expect(look(80, mean: 0, workers: 2) == nil, "min_instances")
    }

    @Test func beginsWithinItsBounds() {
        #expect([0, 1, 3, 9].map { byQueue.first(of: $0) } == [1, 1, 3, 4])
        let least = ScaleSettings(rule: byQueue.rule, minInstances: 2, maxInstances: 3)
        #expect([1, 2, 9].map { least.first(of: $0) } == [2, 2, 3])
    }

    @Test func metersWhatWaitsAndRuns() {
        var meter = LoadMeter(now: at(0))
        meter.countRequest()
        meter.note(level: 1, now: at(1))
        meter.note(wait: .milliseconds(2))
        meter.note(level: 3, now: at(2))
        let reading = meter.take(now: at(4), waiting: [.milliseconds(100)])
        #expect(reading.requests == 1 && reading.outstanding == 3)
        #expect(reading.meanOutstanding == 7.0 / 4)
        #expect((100...107).contains(reading.queueMilliseconds))
        let next = meter.take(now: at(6), waiting: [])
        #expect(next == .init(requests: 0, outstanding: 3, meanOutstanding: 3, queueMilliseconds: 0))
    }
}
