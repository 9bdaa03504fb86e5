import Domain
import Foundation
import Testing

@testable import Scoring

@Suite struct WorkerPoolTests {
    /// `run()` returns when a file with the request's name exists.
    private static let waiting = """
        import os, time
        def init(): pass
        def run(data):
            while not os.path.exists(data): time.sleep(0.005)
            return data
        """

    /// The same, and it tells what it was asked so far.
    private static let recording = """
        import os, time
        asked = []
        def init(): pass
        def run(data):
            asked.append(data)
            while not os.path.exists(data): time.sleep(0.005)
            return asked
        """

    private func release(_ name: String, _ pool: WorkerPool) {
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

    @Test func refusesMoreThanTwiceWhatItMayDoAtOnce() async throws {
        try await ScoringFixture.run { fixture in
            let pool = try await fixture.deploy(Self.waiting) {
                $0.requestSettings.maxConcurrentRequestsPerInstance = 2
            }
            try await withThrowingTaskGroup(of: Int.self) { group in
                for _ in 0..<4 { group.addTask { try await fixture.score("go").status } }
                await wait(pool) { $0.requests == 4 }
                let refused = try await fixture.score("go")
                #expect(refused.status == 429)
                #expect(refused["Retry-After"] == "1")
                release("go", pool)
                for try await status in group { #expect(status == 200) }
            }
            #expect(await pool.statistics().refused == 1)
            #expect(try await fixture.score("go").status == 200)
        }
    }

    @Test func timesOutWhatWaitsForTooLong() async throws {
        try await ScoringFixture.run { fixture in
            let pool = try await fixture.deploy(Self.waiting) { $0.requestSettings.requestTimeoutMilliseconds = 300 }
            async let running = fixture.score("never").status
            await wait(pool) { $0.requests == 1 }
            async let queued = fixture.score("never").status
            #expect(try await running == 408)
            #expect(try await queued == 408)
            #expect(await pool.statistics().timedOut == 2)
            release("go", pool)
            let after = try fixture.pool("green", Self.waiting)
            try await after.start()
            await wait(pool) { $0.workers.contains { $0.state == .idle } }
            #expect(try await fixture.score("go").status == 200)
        }
    }

    @Test func whatWaitsLongerThanItMayIsNeverRun() async throws {
        try await ScoringFixture.run { fixture in
            let pool = try await fixture.deploy(Self.recording) { $0.requestSettings.queueWaitLimit = 200 }
            async let running = fixture.score("first").status
            await wait(pool) { $0.inFlight == 1 }
            let queued = try await fixture.score("second")
            #expect(queued.status == 408 && queued.body.contains("200 ms") && queued.body.contains("max_queue_wait_ms"))
            release("first", pool)
            #expect(try await running == 200, "it may take longer than it may wait")
            #expect(await pool.statistics().timedOut == 1)
            release("third", pool)
            #expect(try await fixture.score("third").body == #"["first", "third"]"#)
        }
    }

    @Test func aRequestMayBringALimitOfItsOwn() async throws {
        try await ScoringFixture.run { fixture in
            let pool = try await fixture.deploy(Self.recording)
            @Sendable func limit(_ text: String) -> [String: String] { ["X-Ms-Request-Timeout-Ms": text] }
            async let running = fixture.score("first").status
            await wait(pool) { $0.inFlight == 1 }
            // Later ones may be due earlier.
            async let patient = fixture.score("second", headers: limit("25000")).status
            await wait(pool) { $0.queued == 1 }
            let hasty = try await fixture.score("third", headers: limit("100"))
            #expect(hasty.status == 408 && hasty.body.contains("x-ms-request-timeout-ms is 100 ms"))
            #expect(try await fixture.score("fourth", headers: limit("0")).status == 408)
            for wrong in ["", "-1", "soon", "1.5", "1234567890"] {
                #expect(try await fixture.score("fifth", headers: limit(wrong)).status == 400)
            }
            release("second", pool)
            release("first", pool)
            #expect(try await running == 200)
            #expect(try await patient == 200)
            release("last", pool)
            #expect(try await fixture.score("last").body == #"["first", "second", "last"]"#)
            // What runs already is not undone, but nobody waits for it.
            #expect(try await fixture.score("never", headers: limit("100")).status == 408)
        }
    }

    @Test func theTimeoutIsTheLongestThereIs() async throws {
        try await ScoringFixture.run { fixture in
            _ = try await fixture.deploy(Self.waiting) { $0.requestSettings.requestTimeoutMilliseconds = 200 }
            let late = try await fixture.score("never", headers: ["x-ms-request-timeout-ms": "60000"])
            #expect(late.status == 408 && late.body.contains("within 200 ms"))
        }
    }

    @Test func dropsTheAnswerOfAClientThatLeft() async throws {
        try await ScoringFixture.run { fixture in
            let pool = try await fixture.deploy(Self.waiting)
            do {
                let client = try fixture.client()
                try await client.send(
                    RawClient.text("POST", "/endpoints/iris/score", body: "go", headers: ScoringFixture.authorised()))
                await wait(pool) { $0.requests == 1 }
            }
            await wait(pool) { $0.abandoned == 1 }
            release("go", pool)
            #expect(try await fixture.score("go").body == "\"go\"")
        }
    }

    @Test func drainingFinishesWhatRuns() async throws {
        try await ScoringFixture.run { fixture in
            let pool = try await fixture.deploy(Self.waiting)
            async let running = fixture.score("go").status
            await wait(pool) { $0.requests == 1 }
            async let stopped: Void = pool.drainAndStop(within: .seconds(60))
            await wait(pool) { $0.condition == .draining }
            release("go", pool)
            #expect(try await running == 200)
            await stopped
            let statistics = await pool.statistics()
            #expect(statistics.condition == .stopped && statistics.workers.isEmpty)
        }
    }

    @Test func switchingUnderLoadFailsNothing() async throws {
        try await ScoringFixture.run { fixture in
            let script = { (name: String) in "def init(): pass\ndef run(data): return '\(name)'\n" }
            var current = try fixture.pool("blue", script("blue"))
            try await current.start()
            fixture.publish([current], traffic: .all(to: "blue"))
            let load = Task {
                try await withThrowingTaskGroup(of: [String: Int].self) { group in
                    for _ in 0..<4 {
                        group.addTask {
                            var seen: [String: Int] = [:]
                            let client = try fixture.client()
                            while !Task.isCancelled {
                                let answer = try await client.request(
                                    "POST", "/endpoints/iris/score", body: "x", headers: ScoringFixture.authorised())
                                seen["\(answer.status) \(answer.body)", default: 0] += 1
                            }
                            return seen
                        }
                    }
                    return try await group.reduce(into: [:]) { $0.merge($1, uniquingKeysWith: +) }
                }
            }
            for round in 0..<6 {
                let name = round.isMultiple(of: 2) ? "green" : "blue"
                let next = try fixture.pool(name, script(name))
                try await next.start()
                fixture.publish([next], traffic: .all(to: DeploymentName(name)))
                await current.drainAndStop(within: nil)
                #expect(await current.statistics().lost == 0)
                current = next
            }
            load.cancel()
            let seen = try await load.value
            #expect(Set(seen.keys).isSubset(of: ["200 \"blue\"", "200 \"green\""]), "\(seen)")
            #expect(seen.values.reduce(0, +) > 20)
        }
    }

    @Test func obeysPinsWeightsAndMirrors() async throws {
        try await ScoringFixture.run { fixture in
            let blue = try fixture.pool("blue", Script.echo)
            let green = try fixture.pool("green", Script.echo)
            let shadow = try fixture.pool("shadow", "def init(): pass\ndef run(data): raise ValueError()\n")
            for pool in [blue, green, shadow] { try await pool.start() }
            fixture.publish(
                [blue, green, shadow], traffic: try TrafficSplit(["blue": 90, "green": 10]),
                mirror: try MirrorSplit(["shadow": 20]))
            let client = try fixture.client()
            var seen: [String: Int] = [:]
            for _ in 0..<200 {
                let answer = try await client.request(
                    "POST", "/endpoints/iris/score", body: "1", headers: ScoringFixture.authorised())
                #expect(answer.status == 200)
                seen[answer["azureml-model-deployment"] ?? "", default: 0] += 1
            }
            #expect(seen["blue", default: 0] + seen["green", default: 0] == 200)
            #expect((18...22).contains(seen["green", default: 0]))
            let mirrored = await shadow.statistics().requests
            #expect((37...43).contains(mirrored))

            for name in ["green", "shadow"] {
                let pinned = try await fixture.score(headers: ["azureml-model-deployment": name])
                #expect(pinned["azureml-model-deployment"] == name)
                #expect(pinned.status == (name == "shadow" ? 424 : 200))
            }
            let pinned = await shadow.statistics().requests
            #expect(pinned == mirrored + 1)
            let unknown = try await fixture.score(headers: ["azureml-model-deployment": "red"])
            #expect(unknown.status == 404 && unknown.body.contains("it has: blue, green, shadow"))

            fixture.publish([blue], traffic: TrafficSplit())
            let none = try await fixture.score()
            #expect(none.status == 404 && none.body.contains("positive weight"))
            let named = try await fixture.score(headers: ["azureml-model-deployment": "blue"])
            #expect(named.status == 200)
            fixture.server.withdraw("iris")
            let gone = try await fixture.score()
            #expect(gone.status == 404)
        }
    }

    @Test func countsCheaplyAndTruly() async throws {
        try await ScoringFixture.run { fixture in
            let pool = try await fixture.deploy(Script.echo) { $0.workers = 2 }
            for _ in 0..<20 { _ = try await fixture.score() }
            let statistics = await pool.statistics()
            #expect(statistics.requests == 20 && statistics.succeeded == 20 && statistics.inFlight == 0)
            #expect(statistics.p50Milliseconds > 0 && statistics.p50Milliseconds <= statistics.p99Milliseconds)
            #expect(statistics.workers.count == 2 && statistics.workers.allSatisfy { $0.state == .idle && $0.pid > 1 })
            #expect(statistics.condition == .ready && pool.isReady)
        }
    }
}
