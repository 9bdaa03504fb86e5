import Dispatch
import Domain
import Testing

@testable import Scoring

/// Copies of real requests, answered by real workers.
@Suite struct MirrorTests {
    @Test func copiesAreComparedWithTheLiveAnswers() async throws {
        try await ScoringFixture.run { fixture in
            let blue = try fixture.pool("blue", "def init(): pass\ndef run(data): return [float(data), 'a']\n")
            let green = try fixture.pool(
                "green",
                """
                def init(): pass
                def run(data):
                    if data == '7': raise ValueError('seven')
                    return [float(data) + (0.5 if data == '2' else 0), 'b' if data == '4' else 'a']

                """)
            try await blue.start()
            try await green.start()
            fixture.publish([blue, green], traffic: .all(to: "blue"), mirror: try MirrorSplit(["green": 50]))
            let client = try fixture.client()
            for index in 0..<40 {
                let answer = try await client.request(
                    "POST", "/endpoints/iris/score", body: "\(index % 10)", headers: ScoringFixture.authorised())
                #expect(answer.status == 200, "what the copy does is nobody's matter")
            }
            await green.drainAndStop(within: .seconds(30))
            ShadowTallies.queue.sync {}
            let report = fixture.server.shadows(of: "iris", "green", from: 0)
            let tally = report.tally
            #expect((18...22).contains(tally.compared), "half of forty: \(tally)")
            #expect(tally[.score] > 0 && tally[.differentClass] > 0 && tally[.status] > 0)
            #expect(tally[.same] >= 10 && tally[.skipped] == 0)
            #expect(tally.disagreed == tally[.differentClass] + tally[.status])
            #expect(report.scores.count == tally.compared - tally[.status])
            #expect(report.scores.contains { $0.live == 2 && $0.shadow == 2.5 })
            #expect(fixture.server.shadows(of: "iris", "green", from: report.next).scores.isEmpty)
            #expect(fixture.server.shadows(of: "iris") == ["green": tally])
            let page = try await fixture.client().request("GET", "/metrics")
            let labels = #"endpoint="iris",deployment="green""#
            #expect(
                page.body.contains("atelier_shadow_compared_total{\(labels),verdict=\"class\"} \(tally[.differentClass])\n"))
            #expect(page.body.contains("atelier_shadow_disagreement_ratio{\(labels)} 0."))
        }
    }

    @Test func aProbeIsAnsweredWithoutTraffic() async throws {
        try await ScoringFixture.run { fixture in
            let pool = try fixture.pool("green", Script.echo)
            try await pool.start()
            let answer = await ProbeCall.answer(of: pool, to: "[1]", on: fixture.loops)
            #expect(answer.status == 200)
            #expect(answer.body == #"{"got": "[1]"}"#)
        }
    }
}
