import Domain
import Engine
import Foundation
import FoundationNetworking
import Logging
import Scoring
import Synchronization
import Testing

/// The catalog with the real scoring room and the system's Python.
@Suite(.serialized) struct RealScoringTests {
    @Test func twoVersionsAndARollbackUnderLoadWithoutAFailedRequest() async throws {
        try await withBox { box in
            try await box.deploy("blue", allTraffic: true)
            try await box.deploy("green")
            #expect(try await box.score() == Answer(status: 200, body: "blue"))
            #expect(try await box.score(pin: "green") == Answer(status: 200, body: "green"))

            let load = Load()
            let seen = try await withThrowingTaskGroup(of: [Answer].self) { group in
                for _ in 0..<4 {
                    group.addTask {
                        var answers: [Answer] = []
                        while !load.isOver { answers.append(try await box.score()) }
                        return answers
                    }
                }
                for _ in 0..<5 {
                    try await box.world.setTraffic(["blue": 0, "green": 100])
                    #expect(try await box.score().body == "green")
                    _ = try await box.world.catalog.rollback("iris", in: "default", by: "ada")
                    #expect(try await box.score().body == "blue")
                }
                // An update of the version in service, under the same load.
                try await box.deploy("blue", saying: "blue2")
                #expect(try await box.score().body == "blue2")
                load.end()
                return try await group.reduce(into: []) { $0 += $1 }
            }
            #expect(seen.count > 20)
            #expect(seen.filter { $0.status != 200 } == [])
        }
    }

    @Test func aRestingDeploymentWakesForAPinnedRequestAndTheRequestWaits() async throws {
        try await withBox { box in
            try await box.deploy("blue", allTraffic: true)
            try await box.deploy("green", allTraffic: true)
            await box.world.clock.waitForSleepers(1)
            let before = try #require(try await box.statistics(of: "blue"))
            #expect(before.workers.count == 1)
            box.world.clock.advance(seconds: 601)
            while try await box.statistics(of: "blue") != nil { await Task.yield() }
            #expect(try await box.score(pin: "blue") == Answer(status: 200, body: "blue"))
            #expect(try await box.statistics(of: "blue")?.workers.first?.pid != before.workers.first?.pid)
        }
    }

    @Test func aKilledWorkerIsReplaced() async throws {
        try await withBox { box in
            try await box.deploy("blue", allTraffic: true)
            let pid = try #require(try await box.statistics(of: "blue")?.workers.first?.pid)
            #expect(kill(pid, SIGKILL) == 0)
            var answers: [Answer] = []
            repeat { answers.append(try await box.score()) } while answers.last?.status != 200 && answers.count < 20
            #expect(answers.last?.status == 200)
            #expect(answers.count <= 2, "one request may fall with its worker")
        }
    }

    @Test func theNewestRequestsAreKnownAndNothingOfTheirContent() async throws {
        try await withBox { box in
            try await box.deploy("blue", allTraffic: true)
            for _ in 0..<3 { _ = try await box.score() }
            #expect(try await box.score(key: "wrong").status == 401)
            // Another route of the endpoint knows what was asked before it.
            try await box.deploy("green")
            _ = try await box.score(pin: "green")
            let catalog = box.world.catalog
            let all = try await catalog.accesses(of: "iris", in: "default", after: 0, limit: 1000)
            #expect(all.map(\.sequence) == [1, 2, 3, 4, 5])
            #expect(all.map(\.status) == [200, 200, 200, 401, 200])
            #expect(all.map(\.deployment) == ["blue", "blue", "blue", nil, "green"])
            let first = try #require(all.first)
            #expect(first.requestSize == ByteCount(2) && first.responseSize == ByteCount(6))
            #expect(first.milliseconds > 0 && Set(all.compactMap(\.requestID)).count == 5)
            let newest = try await catalog.accesses(of: "iris", in: "default", after: 1, limit: 2)
            #expect(newest.map(\.sequence) == [4, 5])
            #expect(try await catalog.accesses(of: "iris", in: "default", after: 5, limit: 10).isEmpty)
            await #expect { _ = try await catalog.accesses(of: "rose", in: "default", after: 0, limit: 1) } throws: {
                ($0 as? AtelierError)?.code == .notFound
            }
        }
    }

    @Test func theLoadIsWhatTheWorkersDid() async throws {
        try await withBox { box in
            try await box.deploy("blue", allTraffic: true)
            for _ in 0..<3 { _ = try await box.score() }
            await box.world.clock.waitForSleepers(1)
            box.world.clock.advance(seconds: 1)
            let loads = box.world.catalog.loads
            while await loads.history(of: "default").isEmpty { await Task.yield() }
            let blue = try #require(await loads.history(of: "default").first?.deployments.first)
            #expect(blue.deployment == "blue" && blue.requestsPerSecond == 3 && blue.errorsPerSecond == 0)
            #expect(try #require(blue.p50) <= #require(blue.p99))
            #expect(blue.inFlight == 0 && blue.queued == 0)
            let worker = try #require(blue.workers.first)
            #expect(try await box.statistics(of: "blue")?.workers.map(\.pid) == [worker.pid])
            #expect(worker.state == "ready" && worker.memory > ByteCount(1_000_000) && worker.restarts == 0)
        }
    }

    @Test func aScriptThatDoesNotStartIsDiagnosed() async throws {
        try await withBox { box in
            try box.world.writeScript("import sklearnn\ndef init(): pass\ndef run(data): return 1\n")
            let failed = try await box.world.deploy("blue", allTraffic: true)
            #expect(failed.provisioningState == .failed)
            let diagnosis = try #require(
                try await box.world.catalog.diagnosis(of: "blue", "iris", in: "default"))
            #expect(diagnosis.summary.contains("No module named 'sklearnn'"))
            #expect(diagnosis.hint?.contains("- sklearnn") == true)
            #expect(diagnosis.traceback?.contains("score.py") == true)
            #expect(diagnosis.modelTree.contains { $0.contains("model.joblib") })
            let answer = try await box.score(pin: "blue")
            #expect(answer.status == 503 && answer.body.contains("failed"))
        }
    }

    @Test func aRegeneratedKeyIsRefusedAndTheOtherOneStaysGood() async throws {
        try await withBox { box in
            try await box.deploy("blue", allTraffic: true)
            let old = try await box.world.catalog.credentials(of: "iris", in: "default")
            _ = try await box.world.catalog.regenerateKey(.primary, of: "iris", in: "default", by: "ada")
            #expect(try await box.score(key: old.primary).status == 401)
            #expect(try await box.score(key: old.secondary).status == 200)
        }
    }

    // MARK: Box

    struct Answer: Sendable, Equatable {
        let status: Int
        let body: String
    }

    /// Tells the callers when to stop.
    final class Load: Sendable {
        private let over = Mutex(false)
        var isOver: Bool { over.withLock { $0 } }
        func end() { over.withLock { $0 = true } }
    }

    struct Box: Sendable {
        let world: EndpointWorld
        let url: URL

        func deploy(_ name: DeploymentName, saying word: String? = nil, allTraffic: Bool = false) async throws {
            try world.writeScript("""
                import os
                def init(): assert os.path.exists(os.path.join(os.environ["AZUREML_MODEL_DIR"], "model.joblib"))
                def run(data): return "\(word ?? name.rawValue)"
                """)
            var spec = world.spec(name)
            spec.requestSettings.maxConcurrentRequestsPerInstance = 10
            spec.requestSettings.requestTimeoutMilliseconds = 60_000
            _ = try await world.catalog.deploy(spec, allTraffic: allTraffic, in: "default", by: "ada")
            let settled = try await world.catalog.waitUntilSettled(name, of: "iris", in: "default")
            try #require(settled.provisioningState == .succeeded, "\(settled.reason ?? "")")
        }

        func statistics(of name: DeploymentName) async throws -> DeploymentStatistics? {
            try await world.catalog.statistics(of: name, "iris", in: "default")
        }

        func score(pin: String? = nil, key: String? = nil) async throws -> Answer {
            let primary = try await world.catalog.credentials(of: "iris", in: "default").primary
            var request = URLRequest(url: url)
            request.httpMethod = "POST"
            request.httpBody = Data("{}".utf8)
            request.setValue("Bearer \(key ?? primary)", forHTTPHeaderField: "Authorization")
            if let pin { request.setValue(pin, forHTTPHeaderField: "azureml-model-deployment") }
            let (data, response) = try await URLSession.shared.data(for: request)
            return Answer(
                status: (response as? HTTPURLResponse)?.statusCode ?? 0,
                body: String(decoding: data, as: UTF8.self).trimmingCharacters(in: ["\""]))
        }
    }

    private func withBox(_ body: (Box) async throws -> Void) async throws {
        let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        let loops = ScoringLoops()
        let server = ScoringServer(eventLoops: loops, logger: logger)
        let port = try await server.start(port: 0)
        let addresses = EngineAddresses(trackingPort: 0, scoringPort: port)
        let url = try #require(URL(string: addresses.scoringURI(of: "iris")))
        do {
            try await EndpointWorld.with(front: {
                try ScoringRoom(server: server, loops: loops, home: $0, logger: logger)
            }) { world in
                _ = try await world.endpoint()
                try await body(Box(world: world, url: url))
            }
        } catch {
            await server.stop()
            try await loops.shutDown()
            throw error
        }
        await server.stop()
        try await loops.shutDown()
    }
}
