import ControlAPI
import Domain
import FoundationEssentials
import Studio
import Terminal
import Testing

/// What is shown of one endpoint, and what its keys do there.
@Suite struct EndpointScreenTests {
    private func opened() async throws -> DemoStudio {
        var studio = try await DemoStudio()
        try await studio.press(.character("6"), .character("j"), KeyPress(.enter))
        return studio
    }

    private func load(blue: Double, at: Date = DemoEngine.moment) -> EndpointLoad {
        EndpointLoad(
            endpoint: "iris-api", at: at,
            deployments: [
                DeploymentLoad(
                    deployment: "blue", requestsPerSecond: blue, errorsPerSecond: 2, p50: 4.1, p95: 17.8, p99: 31.2,
                    inFlight: 3, queued: 1,
                    workers: [
                        WorkerLoad(
                            pid: 81_220, state: "busy", memory: ByteCount(222_298_112), processors: 0.81,
                            startedAt: DemoEngine.moment.addingTimeInterval(-7300), restarts: 4)
                    ])
            ])
    }

    @Test func showsEachDeployment() async throws {
        var studio = try await opened()
        #expect(studio.model.screen.kind == .endpoint("iris-api"))
        _ = studio.model.receive(.endpointLoad(load(blue: 371)))
        #expect(studio.row("BLUE", "GREEN") != nil)
        #expect(studio.row("90%", "10%") != nil)
        #expect(studio.row("rps 371", "errors 2/s") != nil)
        #expect(studio.row("p50 4.1  p95 17.8  p99 31.2 ms") != nil)
        #expect(studio.row("in flight 3", "queued 1") != nil)
        #expect(studio.row("81220", "busy", "212.0 MiB", "0.81", "2h", "4") != nil)
    }

    @Test func drawsItsLastMinutes() async throws {
        var studio = try await opened()
        for second in 0..<300 {
            _ = studio.model.receive(
                .endpointLoad(load(blue: Double(second), at: DemoEngine.moment.addingTimeInterval(Double(second - 300)))))
        }
        #expect(studio.row("requests a second", "p95 ms") != nil)
        #expect(studio.row("-5m", "now") != nil)
        #expect(studio.text.unicodeScalars.contains { (0x2801...0x28FF).contains($0.value) })
    }

    @Test func readsRevisionsAnewWithEachChange() async throws {
        var studio = try await opened()
        let before = try #require(studio.model.data.endpoints.first { $0.endpoint.name == "iris-api" }?.endpoint.revision)
        #expect(studio.model.subscriptions.contains(.revisions("iris-api", latest: before)))
        let revisions = try await studio.engine.call(
            EndpointRoutes.revisions, ["workspace": DemoEngine.workspace.rawValue, "endpoint": "iris-api"], query: [:],
            body: Nothing())
        _ = studio.model.receive(.revisions("iris-api", revisions))
        #expect(studio.row("blue=90 green=10", "ana", "try version 5 again") != nil)

        try await studio.press(.character("b"))
        #expect(studio.model.toasts.last?.text.contains("rolled back") == true)
        try await studio.readCatalogues()
        #expect(studio.model.subscriptions.contains(.revisions("iris-api", latest: before + 1)))
        #expect(studio.row("100%", "0%") != nil)
    }

    @Test func headsTheWorkersByTheirColumns() async throws {
        let driver = await StudioDriver.open(DemoNow())
        await driver.press("6", "Enter")
        let lines = driver.lines.map(Array.init)
        let place = try #require(lines.firstIndex { String($0).contains("PID STATE") })
        let end = try #require(String(lines[place]).firstRange(of: "PID")).upperBound
        let column = String(lines[place]).distance(from: String(lines[place]).startIndex, to: end)
        #expect(lines[place + 1][column - 1].isNumber && lines[place + 1][column] == " ")
        #expect(lines[place + 1][column + 1].isLetter)
    }

    @Test func movesTrafficWithoutTheList() async throws {
        var studio = try await opened()
        try await studio.press(.character(">"))
        try await studio.readCatalogues()
        #expect(studio.row("85%", "15%") != nil)
    }
}
