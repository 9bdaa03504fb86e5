import Domain
import Foundation
import Runtimes
import Store
import Testing

@testable import Engine

@Suite struct JobDeletionTests {
    private let workspace = Workspace.defaultName

    private func withEndedJob(_ body: (ScriptedDesk) async throws -> Void) async throws {
        let scripted = try await ScriptedDesk(EngineFixture())
        try await scripted.desk.start()
        _ = try await scripted.submit("fox")
        _ = await scripted.runtime.next()
        scripted.runtime.job("fox.1")?.end(.exited(.code(0)))
        _ = try await scripted.end(of: "fox")
        try await body(scripted)
    }

    private func files(_ scripted: ScriptedDesk) -> [String] {
        let folder = "\(scripted.fixture.context.home.workspace(workspace))/jobs"
        return (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    }

    @Test func nothingIsLeft() async throws {
        try await withEndedJob { scripted in
            let home = scripted.fixture.context.home
            let own = "\(home.datastore(Datastore.blobStore, in: workspace))/azureml/fox/model"
            try FileManager.default.createDirectory(atPath: own, withIntermediateDirectories: true)
            #expect(files(scripted) == ["fox"])
            try await scripted.desk.delete("fox", in: workspace, by: "anna")
            #expect(files(scripted).isEmpty)
            #expect(!FileManager.default.fileExists(atPath: "\(home.datastore(Datastore.blobStore, in: workspace))/azureml/fox"))
            #expect(try await scripted.desk.summaries(in: workspace).isEmpty)
            #expect(scripted.runs.log.last == "remove fox")
            let event = try await scripted.fixture.event("job.deleted", of: "fox")
            #expect(event.by == "anna" && event.before?["status"] == "Completed")
            await #expect(throws: AtelierError.self) { try await scripted.show("fox") }
        }
    }

    @Test func whatIsNotOverIsKept() async throws {
        let scripted = try await ScriptedDesk(EngineFixture())
        try await scripted.desk.start()
        _ = try await scripted.submit("fox")
        _ = await scripted.runtime.next()
        let error = await #expect(throws: AtelierError.self) {
            try await scripted.desk.delete("fox", in: workspace, by: "anna")
        }
        #expect(error?.code == .invalidState && error?.hint?.contains("cancel") == true)
        #expect(files(scripted) == ["fox"])
        scripted.runtime.job("fox.1")?.end(.exited(.code(0)))
        _ = try await scripted.end(of: "fox")
    }

    @Test func registeredDataKeepsItsJob() async throws {
        try await withEndedJob { scripted in
            let now = scripted.fixture.clock.now
            let workspace = workspace
            try await scripted.fixture.context.write { transaction in
                _ = try transaction.register("iris", version: nil, in: workspace) { version in
                    DataAsset(
                        workspace: workspace, name: "iris", version: version, type: .uriFolder,
                        location: .jobOutput("fox", output: "data", path: ""),
                        creation: CreationContext(at: now, by: "anna"))
                }
            }
            let error = await #expect(throws: AtelierError.self) {
                try await scripted.desk.delete("fox", in: workspace, by: "anna")
            }
            #expect(error?.message.contains("data iris:1 needs its files") == true)
            #expect(try await scripted.show("fox").status == .completed)
        }
    }

    @Test func theLatestIsWhatItWasAtSubmission() async throws {
        let fixture = try EngineFixture()
        let scripted = try await ScriptedDesk(fixture)
        let (now, workspace) = (fixture.clock.now, workspace)
        try await fixture.context.write { transaction in
            for location in ["/one", "/two"] {
                _ = try transaction.register("iris", version: nil, in: workspace) { version in
                    DataAsset(
                        workspace: workspace, name: "iris", version: version, type: .uriFolder,
                        location: .local(location), creation: CreationContext(at: now, by: "anna"))
                }
            }
        }
        let latest = DataLocation.asset(AssetReference(name: "iris", selector: .label("latest")))
        let work = CommandWork(
            command: "true", environment: .inline(EnvironmentSpec()),
            inputs: ["data": .data(DataInput(location: latest))])
        let pinned = try await fixture.context.store.read { try $0.pinned(.command(work), in: workspace) }
        let second = DataLocation.asset(AssetReference(name: "iris", selector: .version("2")))
        #expect(pinned.inputs["data"] == .data(DataInput(location: second)))
        _ = scripted
    }

    @Test func aRerunIsTheSameUnderAnotherName() async throws {
        let scripted = try await ScriptedDesk(EngineFixture())
        let work = CommandWork(
            command: "true", code: "/code", environment: .inline(EnvironmentSpec()), inputs: ["n": .literal(3)],
            outputs: ["model": JobOutput(assetName: "m", assetVersion: "7"), "log": JobOutput(location: .local("/x/${{name}}"))])
        let first = try await scripted.desk.submit(
            JobSpec(name: "fox", experimentName: "iris", tags: ["a": "b"], work: .command(work)), in: workspace, by: "anna")
        let second = try await scripted.desk.rerun("fox", in: workspace, by: "bert")
        #expect(second.name != "fox" && second.displayName == second.name.rawValue)
        #expect(second.code == first.code && second.experiment == "iris" && second.spec.tags == ["a": "b"])
        #expect(second.spec.properties["atelier.rerun_of"] == "fox")
        #expect(second.creation.createdBy == "bert")
        let outputs = second.spec.work.outputs
        #expect(outputs["log"]?.location == .local("/x/\(second.name)"))
        #expect(outputs["model"]?.location?.description.contains("/azureml/\(second.name)/model") == true)
        #expect(outputs["model"]?.assetName == "m" && outputs["model"]?.assetVersion == nil)
        // The code folder may have changed, or gone, since: its snapshot is what runs.
        let third = try await scripted.desk.rerun(second.name, in: workspace, by: "bert")
        #expect(third.spec.properties["atelier.rerun_of"] == second.name.rawValue)
        #expect(third.spec.work.outputs["log"]?.location == .local("/x/\(third.name)"))
    }

    /// What was changed is as it was written; code that nobody spoke of is the job's own.
    @Test func aRerunThatWasEditedKeepsTheCode() async throws {
        let scripted = try await ScriptedDesk(EngineFixture())
        let work = CommandWork(
            command: "true", code: "/code", environment: .inline(EnvironmentSpec()), strictEnvironment: true)
        let first = try await scripted.desk.submit(
            JobSpec(name: "fox", properties: ["azureml.git.branch": "main", "mine": "1"], work: .command(work)),
            in: workspace, by: "anna")
        let changed = JobSpec(
            displayName: "longer", work: .command(CommandWork(command: "true --long", environment: .inline(EnvironmentSpec()))))
        let second = try await scripted.desk.rerun("fox", instead: changed, in: workspace, by: "bert")
        #expect(second.displayName == "longer" && second.spec.work.command?.command == "true --long")
        #expect(second.code == first.code && second.spec.work.code == "/code")
        #expect(second.spec.work.command?.strictEnvironment == true)
        #expect(second.spec.properties == ["azureml.git.branch": "main", "atelier.rerun_of": "fox"])
        // It is there to be run again itself.
        let third = try await scripted.desk.rerun(second.name, in: workspace, by: "bert")
        #expect(third.spec.work.command?.command == "true --long" && third.code == first.code)
    }
}
