import Domain
import Foundation
import Store
import Testing

@testable import Engine

@Suite struct MetricChartTests {
    private struct Scene {
        let fixture: EngineFixture
        let ledger: TrackingLedger
        let caller = TrackingCaller(principal: .user, workspace: Workspace.defaultName)

        init() async throws {
            fixture = try EngineFixture()
            ledger = TrackingLedger(context: fixture.context)
            try await WorkspaceCatalog(context: fixture.context).start()
            let work = CommandWork(command: "true", environment: .inline(EnvironmentSpec(image: "ubuntu")))
            let job = Job(
                name: "fox", workspace: Workspace.defaultName, spec: JobSpec(work: .command(work)),
                experiment: "Default", displayName: "fox", status: .running, compute: "local",
                creation: CreationContext(at: fixture.clock.now, by: "me"))
            try await fixture.context.write { try $0.openRun(for: job) }
        }

        /// Time moves on whenever somebody waits for it.
        func letTimePass() -> Task<Void, Never> {
            Task { [clock = fixture.clock] in
                while !Task.isCancelled {
                    await clock.sleepers(1)
                    clock.advance(by: 0.2)
                }
            }
        }

        func stopTime(_ time: Task<Void, Never>) async {
            time.cancel()
            try? await fixture.clock.clock.sleep(.milliseconds(100))
            await time.value
        }

        func log(_ points: (String, Int64, Double)...) async throws {
            let metrics = points.map {
                LoggedMetric(Metric($0.0, MetricPoint(step: $0.1, timestamp: 1, value: $0.2)))
            }
            try await ledger.log(RunBatch(metrics: metrics), to: "fox", by: caller)
        }
    }

    private func text(_ news: [MetricSeries]?) -> [String]? {
        news?.map { series in
            let points = series.points.map { "\($0.step):\($0.value.map { "\($0)" } ?? "-")" }
            return "\(series.key)\(series.isWhole ? "" : "+") \(points.joined(separator: " "))"
        }
    }

    @Test func whatIsLoggedFollowsUntilTheEnd() async throws {
        let scene = try await Scene()
        try await scene.log(("loss", 1, 4), ("loss", 2, 2), ("acc", 1, 0.5))
        let time = scene.letTimePass()
        let (end, ending) = AsyncStream.makeStream(of: Void.self)
        let stream = scene.ledger.charts(of: "fox", limit: 100, until: { for await _ in end {} })
        var iterator = stream.makeAsyncIterator()
        #expect(try await text(iterator.next()) == ["acc 1:0.5", "loss 1:4.0 2:2.0"])
        // Two requests within a moment are one answer.
        try await scene.log(("loss", 3, 1))
        try await scene.log(("loss", 4, .nan), ("new", 0, 7))
        #expect(try await text(iterator.next()) == ["loss+ 3:1.0 4:-", "new 0:7.0"])
        // A point that came late makes its metric whole again.
        try await scene.log(("acc", 0, 0.25))
        #expect(try await text(iterator.next()) == ["acc 0:0.25 1:0.5"])
        try await scene.log(("acc", 2, 0.75))
        ending.finish()
        #expect(try await text(iterator.next()) == ["acc+ 2:0.75"])
        #expect(try await iterator.next() == nil)
        await scene.stopTime(time)
    }

    @Test func aChartThatGrewIsThinnedAgain() async throws {
        let scene = try await Scene()
        try await scene.log(("m", 0, 0))
        let time = scene.letTimePass()
        let (end, ending) = AsyncStream.makeStream(of: Void.self)
        let stream = scene.ledger.charts(of: "fox", keys: ["m"], limit: 10, until: { for await _ in end {} })
        var iterator = stream.makeAsyncIterator()
        #expect(try await text(iterator.next()) == ["m 0:0.0"])
        for step in 1..<200 { try await scene.log(("m", Int64(step), Double(step)), ("other", 1, 1)) }
        let news = try #require(try await iterator.next()?.first)
        #expect(news.isWhole && news.points.count <= 10 && news.points.last?.step == 199)
        ending.finish()
        #expect(try await iterator.next() == nil)
        await scene.stopTime(time)
    }

    @Test func aPartOfAChartHasItsOwnPoints() async throws {
        let scene = try await Scene()
        let points = (0..<900).map { ("m", Int64($0), $0 == 450 ? 99 : Double($0 % 7)) }
        let metrics = points.map { LoggedMetric(Metric($0.0, MetricPoint(step: $0.1, timestamp: 1, value: $0.2))) }
        try await scene.ledger.log(RunBatch(metrics: metrics), to: "fox", by: scene.caller)
        func part(_ steps: ClosedRange<Int64>) async throws -> [ChartPoint] {
            var part = scene.ledger.charts(of: "fox", steps: steps, limit: 10, until: {}).makeAsyncIterator()
            let series = try #require(try await part.next()?.first)
            #expect(series.isWhole)
            #expect(try await part.next() == nil, "nothing follows it")
            return series.points
        }
        #expect(try await part(100...104).map(\.step) == [100, 101, 102, 103, 104])
        let wide = try await part(300...700)
        #expect(wide.count <= 10 && wide.first?.step == 300 && wide.last?.step == 700)
        #expect(wide.contains { $0.step == 450 && $0.value == 99 })
        #expect(try await part(5_000...6_000) == [])
    }

    @Test func aChartReadOnceEnds() async throws {
        let scene = try await Scene()
        try await scene.log(("m", 1, 1))
        var iterator = scene.ledger.charts(of: "fox", limit: 10).makeAsyncIterator()
        #expect(try await text(iterator.next()) == ["m 1:1.0"])
        #expect(try await iterator.next() == nil)
        var nothing = scene.ledger.charts(of: "fox", keys: ["x"], limit: 10).makeAsyncIterator()
        #expect(try await nothing.next() == nil)
    }
}
