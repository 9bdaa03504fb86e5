import Client
import ControlAPI
import Domain
import Engine
import Foundation
import Testing

@Suite(.serialized) struct JobMetricsTests {
    @Test func metricsFollowTheJobToItsEnd() async throws {
        try await OpenDoor.with { door in
            // The command waits for the test to open the other end.
            let gate = "\(door.engine.context.home.root)/gate"
            #expect(mkfifo(gate, 0o600) == 0)
            let work = CommandWork(
                command: "cat '\(gate)'", environment: .inline(EnvironmentSpec(image: "python")))
            let job = try await door.client.call(
                JobRoutes.create, ["workspace": "default"], body: JobSpec(work: .command(work)))
            let caller = TrackingCaller(principal: .user, workspace: "default")
            @Sendable func log(_ step: Int64, _ value: Double) async throws {
                let metric = LoggedMetric(Metric("loss", MetricPoint(step: step, timestamp: 5, value: value)))
                try await door.engine.tracking.log(
                    RunBatch(metrics: [metric]), to: RunID(job.name.rawValue), by: caller)
            }
            try await log(1, 0.5)
            var seen: [MetricSeries] = []
            try await door.client.followMetrics(of: job.name, in: "default") { series in
                seen.append(series)
                switch seen.count {
                case 1: try await log(2, .nan)
                case 2: try Data("x".utf8).write(to: URL(filePath: gate))
                default: break
                }
            }
            #expect(
                seen == [
                    MetricSeries(
                        key: "loss", points: [ChartPoint(step: 1, timestamp: 5, value: 0.5)], isWhole: true),
                    MetricSeries(
                        key: "loss", points: [ChartPoint(step: 2, timestamp: 5, value: nil)], isWhole: false),
                ])
            var whole: [MetricSeries] = []
            try await door.client.followMetrics(of: job.name, in: "default", keys: ["loss"]) { whole.append($0) }
            #expect(whole.map(\.points.count) == [2])
            let part = try await door.client.metrics(of: job.name, in: "default", steps: -3...1)
            #expect(part.map { $0.points.map(\.step) } == [[1]])
            await #expect(throws: AtelierError.self) {
                try await door.client.follow(
                    JobRoutes.metrics, ["workspace": "default", "job": job.name.rawValue], query: ["from": "2", "to": "1"],
                    as: MetricSeries.self
                ) { _ in }
            }
        }
    }

    @Test func aJobThatIsNotThereIsToldAtOnce() async throws {
        try await OpenDoor.with { door in
            do {
                try await door.client.followMetrics(of: "nobody", in: "default") { _ in }
                Issue.record("metrics of nothing")
            } catch let error as AtelierError {
                #expect(error.code == .notFound)
            }
        }
    }
}
