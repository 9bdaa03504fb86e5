import Domain
import Foundation
import Runtimes
import Testing

@testable import Engine

@Suite struct JobFinalizationTests {
    private func spec(_ outputs: [String: JobOutput]) -> JobSpec {
        let work = CommandWork(command: "true", environment: .inline(EnvironmentSpec(image: "ubuntu")), outputs: outputs)
        return JobSpec(name: "fox", work: .command(work))
    }

    private func started(_ outputs: [String: JobOutput]) async throws -> (ScriptedDesk, RunnerPlan) {
        let scripted = try await ScriptedDesk(EngineFixture())
        try await scripted.desk.start()
        _ = try await scripted.desk.submit(spec(outputs), in: Workspace.defaultName, by: "anna")
        let plan = try #require(await scripted.runtime.next())
        try await scripted.fixture.event("job.running", of: "fox")
        return (scripted, plan)
    }

    @Test func namedOutputsBecomeAssetsWhileTheJobFinalizes() async throws {
        let (scripted, _) = try await started([
            "model": JobOutput(type: .customModel, assetName: "wine"),
            "scores": JobOutput(assetName: "scores", assetVersion: "7"), "rest": JobOutput(),
        ])
        scripted.runtime.job("fox.1")?.end(.exited(.code(0)))
        #expect(try await scripted.end(of: "fox").status == .completed)
        #expect(scripted.assets.log == ["fox model wine:next", "fox scores scores:7"])
        #expect(
            try await scripted.fixture.kinds(of: "fox") == [
                "job.queued", "job.starting", "job.running", "job.finalizing", "job.completed",
            ])
    }

    @Test func aFailedJobRegistersNothing() async throws {
        let (scripted, _) = try await started(["model": JobOutput(type: .customModel, assetName: "wine")])
        scripted.runtime.job("fox.1")?.end(.exited(.code(3)))
        #expect(try await scripted.end(of: "fox").status == .failed)
        #expect(scripted.assets.log.isEmpty)
        #expect(try await scripted.fixture.kinds(of: "fox").last == "job.failed")
    }

    @Test func aRefusedRegistrationFailsTheJobAndSaysThatTheCommandDidNot() async throws {
        let (scripted, _) = try await started(["model": JobOutput(type: .customModel, assetName: "taken")])
        scripted.runtime.job("fox.1")?.end(.exited(.code(0)))
        let job = try await scripted.end(of: "fox")
        #expect(job.status == .failed)
        #expect(job.exitCode == 0)
        #expect(job.reason?.contains("the command completed") == true)
        #expect(job.reason?.contains("taken:1 exists already") == true)
    }

    @Test(arguments: [Int32(0), 3]) func uploadedOutputsComeToTheirPlaceAtTheEnd(code: Int32) async throws {
        let home = FileManager.default.temporaryDirectory.appending(path: "atelier-\(UUID().uuidString)").path
        defer { try? FileManager.default.removeItem(atPath: home) }
        let place = home + "/place"
        try FileManager.default.createDirectory(atPath: place + "/sub", withIntermediateDirectories: true)
        for name in ["old", "sub/kept"] { try Data("old".utf8).write(to: URL(filePath: "\(place)/\(name)")) }
        let (scripted, plan) = try await started(["out": JobOutput(location: .local(place), mode: .upload)])
        let written = try #require(plan.environment["AZURE_ML_OUTPUT_out"])
        #expect(written != place)
        try FileManager.default.createDirectory(atPath: written + "/sub", withIntermediateDirectories: true)
        for name in ["old", "sub/new"] { try Data("new".utf8).write(to: URL(filePath: "\(written)/\(name)")) }
        #expect(try String(contentsOfFile: place + "/old", encoding: .utf8) == "old")
        scripted.runtime.job("fox.1")?.end(.exited(.code(code)))
        _ = try await scripted.end(of: "fox")
        #expect(try String(contentsOfFile: place + "/old", encoding: .utf8) == "new")
        #expect(try String(contentsOfFile: place + "/sub/new", encoding: .utf8) == "new")
        #expect(try String(contentsOfFile: place + "/sub/kept", encoding: .utf8) == "old")
        #expect(!FileManager.default.fileExists(atPath: written))
    }

    @Test(arguments: [
        "azureml://datastores/workspaceblobstore/paths/../../../escape", "https://example.com/out", "wasbs://c@a.net/x",
    ])
    func anOutputThatCannotBeWrittenIsToldBeforeAnythingIsCreated(path: String) async throws {
        let fixture = try EngineFixture()
        let scripted = try await ScriptedDesk(fixture, locations: LocationResolver(fixture.context, remoteFiles: NoDownloads()))
        await #expect(throws: AtelierError.self) {
            _ = try await scripted.desk.submit(
                spec(["out": JobOutput(location: try DataLocation(parsing: path))]), in: Workspace.defaultName, by: "anna")
        }
        #expect(try await scripted.desk.list(in: Workspace.defaultName).isEmpty)
    }
}

private struct NoDownloads: RemoteFileFetching {
    func fetch(_ uri: String) async throws -> String { throw AtelierError(.internal, "fetched \(uri)") }
}
