import Domain
import Foundation
import NIOCore
import Testing

@testable import Scoring

@Suite struct MetricsTests {
    private func metrics(_ fixture: ScoringFixture) async throws -> [String] {
        let answer = try await fixture.client().request("GET", "/metrics")
        #expect(answer.status == 200)
        #expect(answer["content-type"] == "text/plain; version=0.0.4; charset=utf-8")
        return answer.body.split(separator: "\n").map(String.init)
    }

    @Test func countsWhatCallersGot() async throws {
        try await ScoringFixture.run { fixture in
            try await fixture.deploy(Script.obedient) { $0.modelVersion = "7" }
            for request in ["fine", "fine", "raise"] { _ = try await fixture.score(request) }
            _ = try await fixture.client().request(
                "POST", "/endpoints/iris/invocations", body: "fine", headers: ScoringFixture.authorised())
            _ = try await fixture.client().request("POST", "/endpoints/iris/score", body: "fine")
            let lines = try await metrics(fixture)
            let blue = #"endpoint="iris",deployment="blue""#
            for line in [
                "atelier_scoring_requests_total{\(blue),code=\"200\",protocol=\"azure\"} 2",
                "atelier_scoring_requests_total{\(blue),code=\"424\",protocol=\"azure\"} 1",
                "atelier_scoring_requests_total{\(blue),code=\"200\",protocol=\"mlflow\"} 1",
                #"atelier_scoring_requests_total{endpoint="iris",deployment="",code="401",protocol="azure"} 1"#,
                "atelier_scoring_request_duration_seconds_count{\(blue),protocol=\"azure\"} 3",
                "atelier_scoring_request_duration_seconds_bucket{\(blue),protocol=\"azure\",le=\"+Inf\"} 3",
                "atelier_scoring_queue_duration_seconds_count{\(blue),protocol=\"azure\"} 3",
                "atelier_scoring_compute_duration_seconds_count{\(blue),protocol=\"mlflow\"} 1",
                "atelier_scoring_requests_in_flight{\(blue)} 0", "atelier_traffic_weight{\(blue)} 100",
                #"nv_inference_request_success{endpoint="iris",model="blue",version="7"} 3"#,
                #"nv_inference_request_failure{endpoint="iris",model="blue",version="7"} 1"#,
                "# TYPE atelier_scoring_request_duration_seconds histogram",
            ] {
                #expect(lines.contains(line), "\(line)")
            }
            #expect(lines.contains { $0.hasPrefix("atelier_scoring_model_load_seconds{\(blue)} ") })
            #expect(try await fixture.client().request("POST", "/metrics", body: "").status == 405)
        }
    }

    @Test func countsWorkersThatWereReplacedByReason() async throws {
        try await ScoringFixture.run { fixture in
            let conditions = Conditions()
            let pool = try fixture.pool("blue", Script.obedient, onChange: conditions.observer) { plan in
                plan.requestSettings.requestTimeoutMilliseconds = 300
            }
            try await pool.start()
            fixture.publish([pool], traffic: .all(to: "blue"))
            for request in ["die", "hang"] {
                _ = try await fixture.score(request)
                await conditions.wait { if case .degraded = $0 { true } else { false } }
                await conditions.wait { $0 == .ready }
            }
            let restarts = try await metrics(fixture).filter { $0.hasPrefix("atelier_scoring_worker_restarts_total{") }
            #expect(restarts == ["exit", "timeout"].map {
                "atelier_scoring_worker_restarts_total{endpoint=\"iris\",deployment=\"blue\",reason=\"\($0)\"} 1"
            })
        }
    }

    @Test func trafficIsKnownAfterANewRoute() async throws {
        try await ScoringFixture.run { fixture in
            let pool = try await fixture.deploy(Script.echo)
            _ = try await fixture.score()
            fixture.publish([pool], traffic: TrafficSplit())
            let lines = try await metrics(fixture)
            let blue = #"endpoint="iris",deployment="blue""#
            #expect(lines.contains("atelier_scoring_requests_total{\(blue),code=\"200\",protocol=\"azure\"} 1"))
            #expect(lines.contains("atelier_traffic_weight{\(blue)} 0"))
        }
    }

    @Test func bucketsHoldWhatIsNotLonger() {
        var histogram = DurationHistogram()
        for nanoseconds in [0, 50_000, 50_001, 10_000_000_000, 10_000_000_001] as [Int64] {
            histogram.record(nanoseconds: nanoseconds)
        }
        #expect(histogram.counts.first == 2 && histogram.counts[1] == 1)
        #expect(histogram.counts.suffix(2) == [1, 1] && histogram.count == 5)
        var page = MetricsPage()
        page.histogram("h", [("a", "x\"\\\n")], edges: [0.005, 1], counts: [1, 0, 2], sum: 2.5)
        #expect(page.text == """
            h_bucket{a="x\\"\\\\\\n",le="0.005"} 1
            h_bucket{a="x\\"\\\\\\n",le="1"} 1
            h_bucket{a="x\\"\\\\\\n",le="+Inf"} 3
            h_sum{a="x\\"\\\\\\n"} 2.5
            h_count{a="x\\"\\\\\\n"} 3

            """)
    }
}
