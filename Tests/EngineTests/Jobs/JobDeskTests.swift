import Domain
import Foundation
import Runtimes
import Testing

@testable import Engine

@Suite struct JobDeskTests {
    @Test func aJobGoesTheWholeRoad() async throws {
        let fixture = try EngineFixture()
        let scripted = try await ScriptedDesk(fixture)
        try await scripted.desk.start()
        let job = try await scripted.submit("fox", command: "python train.py", code: "/src", conda: true)
        #expect(job.status == .queued)
        #expect(job.code == ContentHash(rawValue: "c0de"))
        let plan = try #require(await scripted.runtime.next())
        #expect(plan.attempt == "fox.1")
        #expect(plan.command == "python train.py")
        #expect(plan.environment["PATH"]?.hasPrefix("/env/bin:") == true)
        try await fixture.event("job.running", of: "fox")
        scripted.runtime.job("fox.1")?.end(.exited(.code(0)))
        let ended = try await scripted.end(of: "fox")
        #expect(ended.status == .completed)
        #expect(ended.exitCode == 0)
        #expect(ended.environment == ContentHash(rawValue: "e0"))
        #expect(ended.warnings == ["runs Python 3.11, not 3.10"])
        #expect(
            try await fixture.kinds(of: "fox") == [
                "job.queued", "job.starting", "job.preparing", "job.running", "job.completed",
            ])
        #expect(scripted.runs.log == ["open fox", "Running fox", "Completed fox"])
    }

    @Test func theFolderIsWhatScriptsRelyOn() async throws {
        let fixture = try EngineFixture()
        let scripted = try await ScriptedDesk(fixture)
        try await scripted.desk.start()
        _ = try await scripted.submit("fox", code: "/src", conda: true)
        let plan = try #require(await scripted.runtime.next())
        let layout = plan.layout
        let files = FileManager.default
        #expect(files.fileExists(atPath: layout.work + "/train.py"))
        try Data("x".utf8).write(to: URL(filePath: layout.work + "/outputs/model.joblib"))
        #expect(files.fileExists(atPath: layout.artifacts + "/outputs/model.joblib"))
        #expect(files.fileExists(atPath: layout.artifacts + "/outputs/old.txt"))
        #expect(try files.destinationOfSymbolicLink(atPath: layout.work + "/logs") == layout.logs)
        #expect(try String(contentsOfFile: layout.userLog, encoding: .utf8) == "building\nwarning: runs Python 3.11, not 3.10\n")
        scripted.runtime.job("fox.1")?.end(.exited(.code(0)))
        _ = try await scripted.end(of: "fox")
        let log = try String(contentsOfFile: layout.systemLog, encoding: .utf8)
        #expect(log.contains("claimed by local-0 as attempt 1"))
        #expect(log.contains("command ended"))
    }

    @Test func aFailureSaysWhy() async throws {
        let scripted = try await ScriptedDesk(EngineFixture())
        try await scripted.desk.start()
        _ = try await scripted.submit("fox")
        let plan = try #require(await scripted.runtime.next())
        try Data("Traceback\nValueError: no such column\n".utf8).write(to: URL(filePath: plan.layout.userLog))
        scripted.runtime.job("fox.1")?.end(.exited(.code(3)))
        let ended = try await scripted.end(of: "fox")
        #expect(ended.status == .failed)
        #expect(ended.exitCode == 3)
        #expect(ended.reason == "exit code 3: ValueError: no such column")
    }

    @Test func aCommandThatCannotStartFails() async throws {
        let scripted = try await ScriptedDesk(EngineFixture())
        try await scripted.desk.start()
        scripted.runtime.fail(with: AtelierError(.unavailable, "no bash here", hint: "install it"))
        _ = try await scripted.submit("fox")
        let ended = try await scripted.end(of: "fox")
        #expect(ended.status == .failed)
        #expect(ended.reason == "no bash here; install it")
    }

    @Test func oneNodeRunsJobsInTheirOrderAndSaysWhyTheyWait() async throws {
        let fixture = try EngineFixture()
        let scripted = try await ScriptedDesk(fixture)
        try await scripted.desk.start()
        try await scripted.computes.create(
            ComputeSpec(name: "cpu", size: "Standard_DS1_v2", maxInstances: 1), in: Workspace.defaultName, by: "anna")
        for name in ["a", "b", "c"] as [JobName] { _ = try await scripted.submit(name, compute: "cpu") }
        #expect(try #require(await scripted.runtime.next()).attempt == "a.1")
        #expect(try await scripted.show("b").reason == "waiting: cpu is at its maximum of 1 node, running a")
        #expect(try await scripted.show("c").reason == "waiting: 1 job is ahead")
        #expect(
            try await scripted.desk.list(in: Workspace.defaultName).map(\.reason) == [
                "waiting: 1 job is ahead", "waiting: cpu is at its maximum of 1 node, running a", nil,
            ])
        await fixture.clock.sleepers(1)
        fixture.clock.advance(by: 0.25)
        let told = try await fixture.event("job.waiting", of: "b")
        #expect(told.message == "waiting: cpu is at its maximum of 1 node, running a")
        scripted.runtime.job("a.1")?.end(.exited(.code(0)))
        #expect(try #require(await scripted.runtime.next()).attempt == "b.1")
        scripted.runtime.job("b.1")?.end(.exited(.code(0)))
        #expect(try #require(await scripted.runtime.next()).attempt == "c.1")
        scripted.runtime.job("c.1")?.end(.exited(.code(0)))
        #expect(try await scripted.end(of: "c").status == .completed)
    }

    @Test func aNodeBeingPreparedIsWaitedFor() async throws {
        let fixture = try EngineFixture()
        let workspaces = WorkspaceCatalog(context: fixture.context)
        try await workspaces.start()
        let (gate, open) = AsyncStream.makeStream(of: Void.self)
        let computes = ComputeFleet(
            context: fixture.context, box: EngineFixture.box, prepareNode: { _ in for await _ in gate {} })
        let runtime = ScriptedRuntime()
        let desk = JobDesk(
            context: fixture.context, computes: computes,
            services: JobServices(
                code: ScriptedCode(), environments: ScriptedEnvironments(),
                locations: ScriptedLocations(root: fixture.context.home.root), runs: ScriptedRuns(), runtime: runtime,
                assets: ScriptedOutputs()))
        try await desk.start()
        try await computes.create(
            ComputeSpec(name: "cpu", maxInstances: 1), in: Workspace.defaultName, by: "anna")
        let job = try await desk.submit(
            JobSpec(
                name: "fox", compute: "cpu",
                work: .command(CommandWork(command: "true", environment: .inline(EnvironmentSpec())))),
            in: Workspace.defaultName, by: "anna")
        #expect(
            try await desk.show(job.name, in: Workspace.defaultName).reason
                == "waiting: a node of cpu is being prepared")
        open.finish()
        #expect(await runtime.next()?.attempt == "fox.1")
        runtime.job("fox.1")?.end(.exited(.code(0)))
        _ = try await desk.end(of: "fox", in: Workspace.defaultName)
    }

    @Test func aNameRunsOnce() async throws {
        let scripted = try await ScriptedDesk(EngineFixture())
        _ = try await scripted.submit("fox")
        let error = await #expect(throws: AtelierError.self) { try await scripted.submit("fox") }
        #expect(error?.code == .alreadyExists)
        #expect(try await scripted.desk.list(in: Workspace.defaultName).count == 1)
    }

    @Test func nothingIsCreatedForWhatCannotRun() async throws {
        let scripted = try await ScriptedDesk(EngineFixture())
        let error = await #expect(throws: AtelierError.self) { try await scripted.submit("fox", compute: "gpu") }
        #expect(error?.code == .notFound)
        #expect(error?.hint == "there is: local")
        await #expect(throws: AtelierError.self) { try await scripted.submit("fox", code: "/missing") }
        await #expect(throws: AtelierError.self) { try await scripted.submit("../fox") }
        await #expect(throws: AtelierError.self) { try await scripted.submit("fox", command: "echo ${{inputs.x}}") }
        #expect(try await scripted.desk.list(in: Workspace.defaultName).isEmpty)
    }

    @Test func archivingHides() async throws {
        let scripted = try await ScriptedDesk(EngineFixture())
        _ = try await scripted.submit("fox")
        try await scripted.desk.archive("fox", in: Workspace.defaultName, by: "anna")
        #expect(try await scripted.desk.list(in: Workspace.defaultName).isEmpty)
        #expect(try await scripted.desk.list(in: Workspace.defaultName, JobFilter(archived: .included)).count == 1)
        try await scripted.desk.restore("fox", in: Workspace.defaultName, by: "anna")
        #expect(try await scripted.desk.list(in: Workspace.defaultName).count == 1)
        try await scripted.desk.update("fox", in: Workspace.defaultName, JobEdit(tags: ["a": "b"]), by: "anna")
        #expect(try await scripted.show("fox").spec.tags == ["a": "b"])
        try await scripted.desk.update(
            "fox", in: Workspace.defaultName,
            JobEdit(displayName: "", description: "", properties: ["mine": "1", "atelier.rerun_of": "forged"]), by: "anna")
        let fox = try await scripted.show("fox")
        #expect(fox.spec.properties == ["mine": "1"] && fox.displayName == "fox" && fox.spec.description == nil)
    }
}
