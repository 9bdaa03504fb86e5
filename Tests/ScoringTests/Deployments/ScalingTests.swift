import Domain
import Foundation
import NIOCore
import Synchronization
import Testing

@testable import Scoring

/// More workers and fewer while requests are answered.
@Suite struct ScalingTests {
    /// `run()` returns when a file with the request's name exists.
    private static let waiting = """
        import os, time
        def init():
            if os.path.exists("full"): raise MemoryError("no more")
        def run(data):
            while not os.path.exists(data): time.sleep(0.005)
            return os.getpid()
        """

    private func touch(_ name: String, _ pool: WorkerPool) {
        _ = FileManager.default.createFile(atPath: "\(pool.plan.codeFolder)/\(name)", contents: nil)
    }

    private func wait(_ pool: WorkerPool, until condition: (DeploymentStatistics) -> Bool) async {
        let end = ContinuousClock.now + .seconds(60)
        while await !condition(pool.statistics()) {
            guard ContinuousClock.now < end else {
                Issue.record("the pool never came to the state that was waited for")
                return
            }
            await Task.yield()
        }
    }

    /// Has the pool look at its load as if it were so much later.
    private func look(_ pool: WorkerPool, after seconds: Int64) async throws {
        try await pool.loop.submit { pool.scale(now: .now() + .seconds(seconds)) }.get()
    }

    @Test func followsTheQueueUpAndDownAndToNothing() async throws {
        try await ScoringFixture.run { fixture in
            let notices = Mutex<[PoolNotice]>([])
            let pool = try fixture.pool("blue", Self.waiting, change: {
                // Looks so rarely that only the test's own looks count.
                $0.scale = ScaleSettings(
                    rule: .targetUtilization(percentage: 100, pollingInterval: 3600), minInstances: 0, maxInstances: 3,
                    idleAfter: 500)
                $0.requestSettings.maxConcurrentRequestsPerInstance = 1
            })
            pool.observe { notice in notices.withLock { $0.append(notice) } }
            try await pool.start()
            fixture.publish([pool], traffic: .all(to: "blue"))
            try await withThrowingTaskGroup(of: Int.self) { group in
                for _ in 0..<4 { group.addTask { try await fixture.score("go").status } }
                await wait(pool) { $0.requests == 4 }
                try await look(pool, after: 100)
                await wait(pool) { $0.size == 3 && $0.workers.count { $0.state == .busy } == 3 }
                touch("go", pool)
                for try await status in group { #expect(status == 200) }
            }
            let told = notices.withLock { $0 }
            #expect(told.contains { if case .scaled(from: 1, to: 3, why: _) = $0 { true } else { false } })

            try await look(pool, after: 200)
            try await look(pool, after: 300)
            await wait(pool) { $0.size == 1 && $0.workers.count == 1 }
            #expect(pool.isReady)
            try await look(pool, after: 800)
            await wait(pool) { $0.size == 0 && $0.workers.isEmpty }
            #expect(pool.isReady, "whoever asks is answered")
            #expect(await pool.statistics().condition == .ready)
            #expect(try await fixture.score("go").status == 200)
            #expect(await pool.statistics().size == 1)
            #expect(await pool.statistics().restarts == 0, "none of this is a failure")
        }
    }

    @Test func aWaitForTheFirstWorkerAsksForNoSecond() async throws {
        try await ScoringFixture.run { fixture in
            let pool = try await fixture.deploy(Script.echo) {
                $0.scale = ScaleSettings(
                    rule: .queueTime(targetMilliseconds: 1), minInstances: 0, maxInstances: 2, idleAfter: 500)
            }
            try await look(pool, after: 600)
            await wait(pool) { $0.size == 0 && $0.workers.isEmpty }
            #expect(try await fixture.score().status == 200)
            try await look(pool, after: 1)
            #expect(await pool.statistics().size == 1)
        }
    }

    @Test func aNewNumberLosesNothing() async throws {
        try await ScoringFixture.run { fixture in
            let pool = try await fixture.deploy(Self.waiting)
            touch("go", pool)
            let load = Task {
                try await withThrowingTaskGroup(of: [Int: Int].self) { group in
                    for _ in 0..<4 {
                        group.addTask {
                            var seen: [Int: Int] = [:]
                            let client = try fixture.client()
                            while !Task.isCancelled {
                                let answer = try await client.request(
                                    "POST", "/endpoints/iris/score", body: "go", headers: ScoringFixture.authorised())
                                seen[answer.status, default: 0] += 1
                            }
                            return seen
                        }
                    }
                    return try await group.reduce(into: [:]) { $0.merge($1, uniquingKeysWith: +) }
                }
            }
            for count in [3, 1, 2, 1] {
                try await pool.resize(to: count)
                await wait(pool) { $0.workers.count == count && $0.size == count && $0.condition == .ready }
            }
            load.cancel()
            let seen = try await load.value
            #expect(Array(seen.keys) == [200], "\(seen)")
            #expect(await pool.statistics().lost == 0)
        }
    }

    @Test func aBusyWorkerFinishesBeforeItGoes() async throws {
        try await ScoringFixture.run { fixture in
            let pool = try await fixture.deploy(Self.waiting) { $0.workers = 2 }
            async let one = fixture.score("go").status
            async let two = fixture.score("go").status
            await wait(pool) { $0.inFlight == 2 }
            try await pool.resize(to: 1)
            #expect(await pool.statistics().workers.count == 2)
            touch("go", pool)
            #expect(try await (one, two) == (200, 200))
            await wait(pool) { $0.workers.count == 1 }
        }
    }

    @Test func whatCannotGrowStaysAsItWas() async throws {
        try await ScoringFixture.run { fixture in
            let pool = try await fixture.deploy(Self.waiting)
            touch("full", pool)
            touch("go", pool)
            let failure = await #expect(throws: StartFailure.self) { try await pool.resize(to: 2) }
            #expect(failure?.error.message.contains("MemoryError: no more") == true)
            #expect(try await fixture.score("go").status == 200)
            let statistics = await pool.statistics()
            #expect(statistics.size == 1 && statistics.condition == .ready)
        }
    }
}
