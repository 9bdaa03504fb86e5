import Client
import ControlAPI
import Domain
import FoundationEssentials
import Testing

@testable import Studio

struct DemoJobTests {
    let demo = DemoFixture()

    private func parts(_ job: JobName) -> [String: String] { demo.parts(["job": job.rawValue]) }

    @Test func cancelGoesThroughItsRequest() async throws {
        let running = try await demo.job(.running)
        let before = try await demo.snapshot().status.lastEvent
        let job: Job = try await demo.engine.call(JobRoutes.cancel, parts(running.name))
        #expect(job.status == .cancelRequested)
        #expect(try await demo.summary(of: running.name).status == .cancelRequested)
        #expect(try await demo.events(after: before).map(\.kind) == ["job.cancel_requested"])
        await demo.engine.advance(by: .seconds(3))
        let ended = try await demo.summary(of: running.name)
        #expect(ended.status == .canceled && ended.endedAt != nil)
        #expect(ended.reason == "canceled by ana")
    }

    @Test func aFreedNodeTakesTheNextJob() async throws {
        let snapshot = try await demo.snapshot()
        let next = try #require(snapshot.jobs.first { $0.compute == "gpu-cluster" && $0.queuePosition == 1 })
        let ending = try #require(snapshot.jobs.first { $0.compute == "gpu-cluster" && $0.status == .cancelRequested })
        await demo.engine.advance(by: .seconds(2))
        let started = try await demo.summary(of: next.name)
        #expect(started.status == .starting)
        #expect(started.node == ending.node)
        await demo.engine.advance(by: .seconds(8))
        #expect(try await demo.summary(of: next.name).status == .running)
    }

    @Test func aKillCutsACancelShort() async throws {
        let ending = try await demo.job(.cancelRequested)
        let job: Job = try await demo.engine.call(JobRoutes.kill, parts(ending.name))
        #expect(job.reason == "killed by ana")
        #expect(try await demo.events().last?.kind == "job.kill_requested")
    }

    @Test func whatIsOverCannotBeCanceledAndWhatRunsCannotBeDeleted() async throws {
        let (completed, running) = (try await demo.job(.completed), try await demo.job(.running))
        #expect(try await demo.code { _ = try await demo.engine.call(JobRoutes.cancel, parts(completed.name)) } == .invalidState)
        #expect(try await demo.code { _ = try await demo.engine.call(JobRoutes.delete, parts(running.name)) } == .invalidState)
        #expect(try await demo.code { _ = try await demo.engine.call(JobRoutes.move, parts(running.name), body: QueueMove(isUp: true)) } == .invalidState)
        #expect(try await demo.code { _ = try await demo.engine.call(JobRoutes.show, parts("nobody")) } == .notFound)
    }

    @Test func aMoveChangesPlaces() async throws {
        let queued = try await demo.snapshot().jobs.filter { $0.compute == "cpu-cluster" && $0.status == .queued }
        let second = try #require(queued.first { $0.queuePosition == 2 })
        _ = try await demo.engine.call(JobRoutes.move, parts(second.name), body: QueueMove(isUp: true))
        #expect(try await demo.summary(of: second.name).queuePosition == 1)
        let sequence = try await demo.snapshot().status.lastEvent
        _ = try await demo.engine.call(JobRoutes.move, parts(second.name), body: QueueMove(isUp: true))
        #expect(try await demo.snapshot().status.lastEvent == sequence)
    }

    @Test func aRerunAndASubmissionWait() async throws {
        let failed = try await demo.job(.failed)
        let again: Job = try await demo.engine.call(JobRoutes.rerun, parts(failed.name), body: Repetition())
        #expect(again.spec.properties["atelier.rerun_of"] == failed.name.rawValue)
        #expect(again.displayName == failed.displayName && again.name != failed.name)
        let spec = JobSpec(
            name: "mine", compute: "cpu-cluster",
            work: .command(
                CommandWork(command: "echo hello", environment: .registered(AssetReference(name: "iris-training", selector: .label("latest"))))))
        let ahead = try await demo.snapshot().jobs.count { $0.compute == "cpu-cluster" && $0.status == .queued }
        let job: Job = try await demo.engine.call(JobRoutes.create, demo.workspace, body: spec)
        #expect(job.status == .queued)
        #expect(try await demo.snapshot().jobs.first?.name == "mine")
        #expect(try await demo.summary(of: "mine").queuePosition == ahead + 1)
        #expect(try await demo.events().last?.kind == "job.queued")
        #expect(try await demo.code { _ = try await demo.engine.call(JobRoutes.create, demo.workspace, body: spec) } == .alreadyExists)
    }

    @Test func editsAndDeletionsShow() async throws {
        let name = try await demo.job(.completed).name
        let count = try await demo.snapshot().jobCount
        _ = try await demo.engine.call(JobRoutes.update, parts(name), body: JobEdit(tags: ["a": "b"], isArchived: true))
        #expect(try await demo.snapshot().jobCount == count - 1)
        let found: [JobSummary] = try await demo.engine.call(
            JobRoutes.summaries, demo.workspace, query: ["names": name.rawValue])
        #expect(found.first?.tags == ["a": "b"])
        #expect(try await demo.events().last?.kind == "job.archived")
        let deletion = try await demo.engine.call(JobRoutes.delete, parts(name))
        #expect(try await demo.code { _ = try await demo.engine.call(JobRoutes.show, parts(name)) } == .notFound)
        let undone = try await demo.engine.call(UndoRoutes.undo, demo.workspace, body: UndoOrder(event: deletion.event))
        #expect(try await demo.engine.call(JobRoutes.show, parts(name)).job.spec.tags == ["a": "b"])
        _ = try await demo.engine.call(UndoRoutes.undo, demo.workspace, body: UndoOrder(event: undone.undoing.first))
        #expect(try await demo.code { _ = try await demo.engine.call(JobRoutes.show, parts(name)) } == .notFound)
    }

    @Test func summariesPage() async throws {
        let all = try await demo.snapshot().jobs
        let page: [JobSummary] = try await demo.engine.call(
            JobRoutes.summaries, demo.workspace, query: ["before": all[9].name.rawValue, "limit": "5"])
        #expect(page == Array(all[10..<15]))
    }

    @Test func metricsAreSmoothAndOneHasAGap() async throws {
        let job = try #require(try await demo.snapshot().jobs.first { $0.displayName == "taxi net, full year" })
        var series: [MetricSeries] = []
        try await demo.engine.followMetrics(of: job.name, in: DemoEngine.workspace, follow: false) { series.append($0) }
        #expect(series.map(\.key) == ["loss", "grad_norm", "lr", "val_rmse"])
        #expect(series.allSatisfy { $0.isWhole && (100...1000).contains($0.points.count) })
        #expect(series[0].points.contains { $0.value == nil })
        let values = series[0].points.compactMap(\.value)
        #expect(values[0] > (values.last ?? 0) + 0.3)
        #expect(job.lastMetric?.key == "val_rmse")
        let part = try await demo.engine.metrics(of: job.name, in: DemoEngine.workspace, steps: 100...104)
        #expect(part.map(\.key) == series.map(\.key))
        #expect(part.allSatisfy { $0.isWhole && $0.points.map(\.step) == [100, 101, 102, 103, 104] })
    }

    @Test func metricsFollowUntilTheJobIsOver() async throws {
        let job = try #require(try await demo.snapshot().jobs.first { $0.displayName == "iris forest" })
        let engine = demo.engine
        let following = Task {
            var series: [MetricSeries] = []
            try await engine.followMetrics(of: job.name, in: DemoEngine.workspace) { one in
                series.append(one)
                // Whoever has the first part lets the rest happen.
                if series.count == 3 { await engine.advance(by: .seconds(1200)) }
            }
            return series
        }
        let series = try await following.value
        #expect(series.count == 6)
        #expect(series.prefix(3).allSatisfy(\.isWhole) && !series.suffix(3).contains(where: \.isWhole))
        #expect(series[3].points[0].step > series[0].points.last?.step ?? .max)
        #expect(try await demo.summary(of: job.name).status == .completed)
    }

    @Test func filesCanBeBrowsedAndRead() async throws {
        let name = try await demo.job(.completed).name
        let root: [FileEntry] = try await demo.engine.call(JobRoutes.files, parts(name))
        #expect(root.map(\.name) == ["artifacts", "code", "outputs"])
        var waiting = ["artifacts", "code", "outputs"]
        var count = 0
        while let folder = waiting.popLast() {
            let entries: [FileEntry] = try await demo.engine.call(JobRoutes.files, parts(name), query: ["path": folder])
            for entry in entries {
                let path = "\(folder)/\(entry.name)"
                if entry.isFolder { waiting.append(path); continue }
                var bytes: [UInt8] = []
                try await demo.engine.readFile(path, of: name, in: DemoEngine.workspace) { bytes += $0 }
                #expect(bytes.count == Int(entry.size.bytes))
                count += 1
                if path.hasSuffix(".json") { _ = try JSONDecoder().decode(JSONValue.self, from: Data(bytes)) }
            }
        }
        #expect(count > 10)
        var part: [UInt8] = []
        try await demo.engine.readFile("code/train.py", of: name, in: DemoEngine.workspace, from: 7, count: 8) { part += $0 }
        #expect(String(decoding: part, as: UTF8.self) == "argparse")
        let code = try await demo.code {
            try await demo.engine.readFile("code/nothing", of: name, in: DemoEngine.workspace) { _ in }
        }
        #expect(code == .notFound)
    }
}
