import Client
import ControlAPI
import Domain
import Engine
import Foundation
import LinuxSystem
import Testing

@Suite(.serialized) struct JobChangeTests {
    private let workspace = ["workspace": "default"]

    private func parts(_ job: JobName) -> [String: String] {
        ["workspace": "default", "job": job.rawValue]
    }

    @Test func aKilledCommandIsNotAsked() async throws {
        try await OpenDoor.with { door in
            // Deaf to INT and TERM: only a kill ends it before the grace is over.
            let gate = "\(door.engine.context.home.root)/gate"
            #expect(mkfifo(gate, 0o600) == 0)
            let work = CommandWork(
                command: "trap '' INT TERM; echo deaf; exec 9<>'\(gate)'; read line <&9",
                environment: .inline(EnvironmentSpec(image: "python")))
            let job = try await door.client.call(JobRoutes.create, workspace, body: JobSpec(work: .command(work)))
            struct Deaf: Error {}
            do {
                try await door.client.followLog(of: job.name, in: "default", view: .plain) { _ in throw Deaf() }
            } catch is Deaf {}
            _ = try await door.client.call(JobRoutes.kill, parts(job.name))
            let end = try await door.client.call(JobRoutes.wait, parts(job.name))
            #expect(end.status == .canceled)
            #expect(end.reason == "killed by tester")
        }
    }

    @Test func aProcessOfAJobAndNoOtherIsSignalled() async throws {
        try await OpenDoor.with { door in
            let gate = "\(door.engine.context.home.root)/gate"
            #expect(mkfifo(gate, 0o600) == 0)
            let work = CommandWork(
                command: "trap 'echo heard; exit 0' USR1; echo $$; exec 9<>'\(gate)'; while :; do read line <&9; done",
                environment: .inline(EnvironmentSpec(image: "python")))
            let job = try await door.client.call(JobRoutes.create, workspace, body: JobSpec(work: .command(work)))
            var log = ""
            struct Told: Error {}
            do {
                try await door.client.followLog(of: job.name, in: "default", view: .plain) {
                    log += String(decoding: $0.bytes, as: UTF8.self)
                    if log.contains("\n") { throw Told() }
                }
            } catch is Told {}
            let pid = try #require(log.split(separator: "\n").first.flatMap { Int32($0) })
            func signal(_ process: Int32) async throws {
                _ = try await door.client.call(
                    JobRoutes.signal, parts(job.name), body: SignalOrder(process: process, signal: .user1))
            }
            // Neither this process nor the job's own runner is for anybody to signal.
            let strangers: [Int32] = [getpid(), 1, try #require(ProcessTable.entry(pid)?.parent)]
            for stranger in strangers {
                await #expect { try await signal(stranger) } throws: { ($0 as? AtelierError)?.code == .notFound }
            }
            try await signal(pid)
            let end = try await door.client.call(JobRoutes.wait, parts(job.name))
            #expect(end.status == .completed)
            await #expect { try await signal(pid) } throws: { ($0 as? AtelierError)?.code == .notFound }
            var events: [Event] = []
            try await door.client.events(after: 0, follow: false) { events.append($0) }
            #expect(events.filter { $0.kind == "job.signalled" }.map(\.after) == [["process": .int(Int64(pid)), "signal": "USR1"]])
        }
    }

    @Test func aJobIsRunAgainAndBothAreDeleted() async throws {
        try await OpenDoor.with { door in
            let code = "\(door.engine.context.home.root)/source"
            try FileManager.default.createDirectory(atPath: code, withIntermediateDirectories: true)
            try Data("first".utf8).write(to: URL(filePath: code + "/text"))
            let work = CommandWork(
                command: "cat text", code: code, environment: .inline(EnvironmentSpec(image: "python")))
            let first = try await door.client.call(JobRoutes.create, workspace, body: JobSpec(work: .command(work)))
            try Data("second".utf8).write(to: URL(filePath: code + "/text"))
            _ = try await door.client.call(JobRoutes.wait, parts(first.name))
            let again = try await door.client.call(JobRoutes.rerun, parts(first.name), body: Repetition())
            _ = try await door.client.call(JobRoutes.wait, parts(again.name))
            var log = ""
            try await door.client.followLog(of: again.name, in: "default", view: .plain) {
                log += String(decoding: $0.bytes, as: UTF8.self)
            }
            #expect(log.hasPrefix("first"))
            let metric = LoggedMetric(Metric("loss", MetricPoint(step: 1, timestamp: 5, value: 1)))
            let diverged = LoggedMetric(Metric("ratio", MetricPoint(step: 1, timestamp: 5, value: .nan)))
            try await door.engine.tracking.log(
                RunBatch(metrics: [metric, diverged], parameters: [TrackingPair("lr", "3e-4")]), to: RunID(first.name.rawValue),
                by: TrackingCaller(principal: .user, workspace: "default"))
            let logged = try await door.client.call(JobRoutes.show, parts(first.name))
            #expect(logged.metrics == ["loss": 1])
            #expect(logged.parameters == ["lr": "3e-4"])
            for name in [first.name, again.name] {
                _ = try await door.client.call(JobRoutes.delete, parts(name))
            }
            let left = try await door.client.call(JobRoutes.summaries, workspace)
            #expect(left.isEmpty)
            // The run is gone with the job: its name is free.
            let spec = JobSpec(name: first.name, work: .command(work))
            _ = try await door.client.call(JobRoutes.create, workspace, body: spec)
            let end = try await door.client.call(JobRoutes.wait, parts(first.name))
            #expect(end.status == .completed)
            let details = try await door.client.call(JobRoutes.show, parts(first.name))
            #expect(details.metrics.isEmpty && details.parameters.isEmpty)
        }
    }

    @Test func aModelIsChangedAndDeleted() async throws {
        try await OpenDoor.with { door in
            let file = "\(door.engine.context.home.root)/m.bin"
            try Data("w".utf8).write(to: URL(filePath: file))
            _ = try await door.client.call(
                ModelRoutes.create, workspace,
                body: ModelSpec(name: "iris", location: .local(file), description: "old", tags: ["a": "b"]))
            let version = ["workspace": "default", "model": "iris", "version": "1"]
            let changed = try await door.client.call(
                ModelRoutes.update, version, body: AssetEdit(tags: ["c": "d"], stage: "Production"))
            #expect(changed.tags == ["c": "d"] && changed.stage == "Production" && changed.description == "old")
            _ = try await door.client.call(ModelRoutes.delete, version)
            let models = try await door.client.call(ModelRoutes.list, workspace)
            #expect(models.isEmpty)
            var kinds: [String] = []
            try await door.client.events(after: 0, follow: false) { event in
                if event.resource.name == "iris:1" { kinds.append(event.kind) }
            }
            #expect(kinds == ["model.registered", "model.updated", "model.deleted"])
        }
    }
}
