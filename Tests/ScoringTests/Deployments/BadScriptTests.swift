import Domain
import Foundation
import Testing

@testable import Scoring

/// A scoring script that misbehaves harms its own request only.
@Suite struct BadScriptTests {
    private static let failed =
        #"{"message": "An unexpected error occurred in scoring script. Check the logs for more info."}"#
    private static let unsendable =
        #"{"message": "An unexpected internal error occurred. Check the logs for more info."}"#

    private func pid(_ answer: RawClient.Response) throws -> Int32 {
        try #require(try JSONDecoder().decode([String: Int32].self, from: Data(answer.body.utf8))["pid"])
    }

    @Test func raisingIsAFailureOfRun() async throws {
        try await ScoringFixture.run { fixture in
            try await fixture.deploy(Script.obedient)
            let before = try pid(try await fixture.score("pid"))
            let client = try fixture.client()
            for request in ["raise", "recurse"] {
                let answer = try await client.request(
                    "POST", "/endpoints/iris/score", body: request, headers: ScoringFixture.authorised())
                #expect(answer.status == 424 && answer.body == Self.failed)
                #expect(answer["x-ms-run-function-failed"] == "True")
                #expect(answer["ms-azureml-model-error-statuscode"] == "500")
            }
            #expect(try pid(try await fixture.score("pid")) == before)
            let log = try fixture.log()
            #expect(log.contains("ValueError: as you wish"))
            #expect(log.contains(/\d{4}-\d\d-\d\d \d\d:\d\d:\d\d,\d{3} E \[\d+\] azmlinfsrv - Encountered Exception/))
        }
    }

    @Test func rubbishIsAnError() async throws {
        try await ScoringFixture.run { fixture in
            let pool = try await fixture.deploy(Script.obedient)
            let before = try pid(try await fixture.score("pid"))
            for request in ["rubbish", "set", "bytes"] {
                let answer = try await fixture.score(request)
                #expect(answer.status == 424 && answer.body == Self.unsendable, "\(request)")
                #expect(answer["x-ms-run-function-failed"] == "False")
            }
            #expect(try await fixture.score("none").body == "null")
            #expect(try await fixture.score("nan").body == "NaN")
            // What a script returns is always encoded, a text too.
            #expect(try await fixture.score("text").body == "\"plain\"")
            #expect(try pid(try await fixture.score("pid")) == before)
            let statistics = await pool.statistics()
            #expect(statistics.failed == 3 && statistics.succeeded == 5 && statistics.restarts == 0)
        }
    }

    @Test func printingMegabytesBlocksNothing() async throws {
        try await ScoringFixture.run { fixture in
            try await fixture.deploy(Script.obedient)
            #expect(try await fixture.score("print").status == 200)
            let log = try fixture.log()
            #expect(log.utf8.count > 4_000_000)
            #expect(log.contains("azmlinfsrv.print - xxx"))
            #expect(log.contains("raw\n") && log.contains("err\n"))
        }
    }

    @Test(arguments: ["exit", "die"]) func endingTheProcessLosesOneRequest(_ how: String) async throws {
        try await ScoringFixture.run { fixture in
            let pool = try await fixture.deploy(Script.obedient)
            // The ones behind it are sent before its fate is known, and must be answered by the replacement.
            async let others = answers(of: fixture, 8)
            let lost = try await fixture.score(how)
            #expect(lost.status == 502)
            #expect(lost.body.contains(how == "exit" ? "sys.exit(4)" : "exit code 5"))
            #expect(try await others.allSatisfy { $0 == 200 })
            #expect(try await fixture.score("pid").status == 200)
            let statistics = await pool.statistics()
            #expect(statistics.lost == 1 && statistics.restarts == 1)
        }
    }

    @Test(arguments: ["hang", "loop"]) func hangingEndsAtTheTimeout(_ how: String) async throws {
        try await ScoringFixture.run { fixture in
            let pool = try await fixture.deploy(Script.obedient) {
                $0.workers = 2
                $0.requestSettings.requestTimeoutMilliseconds = 1500
            }
            async let others = answers(of: fixture, 8)
            let late = try await fixture.score(how)
            #expect(late.status == 408)
            #expect(late.body.contains("1500 ms"))
            #expect(try await others.allSatisfy { $0 == 200 })
            #expect(try await fixture.score("pid").status == 200)
            let statistics = await pool.statistics()
            #expect(statistics.timedOut == 1)
        }
    }

    @Test func aKilledWorkerIsReplaced() async throws {
        let conditions = Conditions()
        try await ScoringFixture.run { fixture in
            let pool = try fixture.pool("blue", Script.obedient, onChange: conditions.observer)
            try await pool.start()
            fixture.publish([pool], traffic: .all(to: "blue"))
            await conditions.wait { $0 == .ready }
            for _ in 0..<3 {
                let before = try pid(try await fixture.score("pid"))
                kill(before, SIGKILL)
                await conditions.wait { if case .degraded = $0 { true } else { false } }
                await conditions.wait { $0 == .ready }
                #expect(try pid(try await fixture.score("pid")) != before)
            }
            #expect(await pool.statistics().restarts == 3)
        }
    }

    @Test func aFrozenWorkerIsReplaced() async throws {
        let conditions = Conditions()
        try await ScoringFixture.run { fixture in
            let pool = try fixture.pool("blue", Script.obedient, onChange: conditions.observer) {
                $0.livenessProbe = ProbeSettings(initialDelay: 1, period: 1, timeout: 1, failureThreshold: 1)
            }
            try await pool.start()
            fixture.publish([pool], traffic: .all(to: "blue"))
            await conditions.wait { $0 == .ready }
            kill(try pid(try await fixture.score("pid")), SIGSTOP)
            await conditions.wait { if case .degraded(let why) = $0 { why.contains("liveness") } else { false } }
            await conditions.wait { $0 == .ready }
            #expect(try await fixture.score("pid").status == 200)
        }
    }

    @Test func aCrashLoopOpensTheCircuit() async throws {
        let conditions = Conditions()
        try await ScoringFixture.run { fixture in
            // Works once: the folder it makes keeps every later worker from starting.
            let script = """
                import os
                def init():
                    os.mkdir("started")
                def run(data): os._exit(9)
                """
            let pool = try fixture.pool("blue", script, onChange: conditions.observer)
            try await pool.start()
            fixture.publish([pool], traffic: .all(to: "blue"))
            #expect(try await fixture.score("x").status == 502)
            await conditions.wait { if case .broken = $0 { true } else { false } }
            let refused = try await fixture.score("x")
            #expect(refused.status == 503 && refused["retry-after"] != nil)
            #expect(refused.body.contains("FileExistsError"))
            #expect(try await fixture.client().request("GET", "/endpoints/iris/").status == 503)
        }
    }

    @Test func theCircuitClosesWhenAWorkerStaysUp() async throws {
        let conditions = Conditions()
        try await ScoringFixture.run { fixture in
            let script = """
                import os
                def init():
                    if os.path.exists("broken"): raise ValueError("not now")
                def run(data):
                    if data == "die": os._exit(9)
                    return data
                """
            let pool = try fixture.pool("blue", script, onChange: conditions.observer)
            try await pool.start()
            fixture.publish([pool], traffic: .all(to: "blue"))
            let obstacle = "\(pool.plan.codeFolder)/broken"
            _ = FileManager.default.createFile(atPath: obstacle, contents: nil)
            #expect(try await fixture.score("die").status == 502)
            await conditions.wait { if case .broken(let why) = $0 { why.contains("not now") } else { false } }
            #expect(try await fixture.score("x").status == 503)
            try FileManager.default.removeItem(atPath: obstacle)
            await conditions.wait { $0 == .ready }
            #expect(try await fixture.score("x").status == 200)
            // One death is no crash loop any more.
            #expect(try await fixture.score("die").status == 502)
            #expect(try await fixture.score("x").status == 200)
        }
    }

    private func answers(of fixture: ScoringFixture, _ count: Int) async throws -> [Int] {
        try await withThrowingTaskGroup(of: Int.self) { group in
            for _ in 0..<count { group.addTask { try await fixture.score("pid").status } }
            return try await group.reduce(into: []) { $0.append($1) }
        }
    }
}
