import Domain
@testable import Engine
import Foundation
import LinuxSystem
import Store
import Testing

@Suite struct BuildInventoryTests {
    /// Puts a build on the disk as a finished one lies there.
    private static func build(
        _ requirements: [String], _ fixture: AssetFixture, python: PythonVersion = PythonVersion(3, 11, 7)
    ) throws -> ContentHash {
        let key = EnvironmentRecipe(requirements: requirements).key(interpreter: python)
        let prefix = fixture.home.environment(key)
        try fixture.write("#!/bin/sh\n", to: "\(prefix)/bin/python")
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: "\(prefix)/bin/python")
        try fixture.write("joblib==1.4.2\nnumpy==1.26.4\n", to: "\(prefix)/requirements.lock")
        try fixture.write("log", to: "\(fixture.home.environments)/logs/\(key).log")
        try EnvironmentRecord(
            key: key, interpreter: "/usr/bin/python3.11", version: python, requirements: requirements,
            builtAt: Date(timeIntervalSince1970: 1), seconds: 2.5, builder: "uv"
        ).write(in: prefix)
        return key
    }

    private static func inventory(_ fixture: AssetFixture) -> (inventory: BuildInventory, builder: EnvironmentBuilder) {
        let finder = InterpreterFinder(
            places: InterpreterPlaces(programs: [], collections: [fixture.path("versions")]),
            prober: ScriptedProber(version: PythonVersion(3, 11, 7)))
        let builder = EnvironmentBuilder(fixture.context, variables: ["PATH": "/usr/bin:/bin"], finder: finder)
        return (BuildInventory(fixture.context, catalog: fixture.environments, builder: builder), builder)
    }

    @Test func anEnvironmentKnowsItsBuildsAndItsUsers() async throws {
        try await AssetFixture.run { fixture in
            let (inventory, _) = Self.inventory(fixture)
            _ = try await fixture.environments.register(fixture.environment, in: fixture.workspace, by: "me")
            let none = try await inventory.details(of: "mine", in: fixture.workspace)
            #expect(none.builds.isEmpty && none.users.isEmpty)
            let key = try Self.build(["joblib"], fixture)
            _ = try Self.build(["pandas"], fixture)
            try await fixture.addJob(
                "fox", status: .running, environment: .registered(AssetReference(name: "mine", selector: .version("1"))))
            let details = try await inventory.details(of: "mine", version: "1", in: fixture.workspace)
            #expect(details.builds.map(\.key) == [key])
            let build = try #require(details.builds.first)
            #expect(build.packages == ["joblib==1.4.2", "numpy==1.26.4"])
            #expect(build.pythonVersion == "3.11.7" && build.builder == "uv" && build.size > ByteCount(10))
            #expect(details.users == ["job fox"])
            let curated = try await inventory.details(of: "AzureML-sklearn-1.5", in: fixture.workspace)
            #expect(curated.environment.version == "1" && curated.builds.isEmpty)
        }
    }

    @Test func whatNobodyUsesGoes() async throws {
        try await AssetFixture.run { fixture in
            let (inventory, _) = Self.inventory(fixture)
            _ = try await fixture.environments.register(fixture.environment, in: fixture.workspace, by: "me")
            let registered = try Self.build(["joblib"], fixture)
            let ofJob = try Self.build(["scipy"], fixture)
            let ofDeployment = try Self.build(["xgboost"], fixture)
            let unused = try Self.build(["pandas"], fixture)
            let spec = EnvironmentSpec(conda: CondaFile(dependencies: ["python=3.11"], pip: ["scipy"]))
            try await fixture.addJob("fox", status: .queued, environment: .inline(spec))
            try await fixture.addJob(
                "old", environment: .inline(EnvironmentSpec(conda: CondaFile(pip: ["pandas"]))))
            try await fixture.addDeployment(
                "iris/blue", python: "\(fixture.home.environment(ofDeployment))/bin/python")
            let would = try await inventory.prune(dryRun: true)
            #expect(would.map(\.key) == [unused])
            #expect(fixture.exists(fixture.home.environment(unused)))
            let gone = try await inventory.prune(dryRun: false)
            #expect(gone.map(\.key) == [unused])
            #expect(!fixture.exists(fixture.home.environment(unused)))
            #expect(!fixture.exists("\(fixture.home.environments)/logs/\(unused).log"))
            for key in [registered, ofJob, ofDeployment] {
                #expect(fixture.exists("\(fixture.home.environment(key))/bin/python"))
            }
            let left = try FileManager.default.contentsOfDirectory(atPath: fixture.home.environments)
            #expect(left.count == 4 && left.contains("logs"))
            _ = try await fixture.environments.setArchived(true, "mine", in: fixture.workspace, by: "me")
            #expect(try await inventory.prune(dryRun: false).map(\.key) == [registered])
        }
    }

    /// It must be able to come back.
    @Test func whatADeletedDeploymentNeedsStaysUntilItIsForgotten() async throws {
        try await AssetFixture.run { fixture in
            let (inventory, _) = Self.inventory(fixture)
            let key = try Self.build(["xgboost"], fixture)
            try await fixture.addDeployment("iris/blue", python: "\(fixture.home.environment(key))/bin/python")
            let workspace = fixture.workspace
            let deletion = try await fixture.context.delete(
                ResourceReference(kind: "deployment", name: "iris/blue", workspace: workspace), in: workspace, by: "me"
            ) { Taken(Removal(try $0.removeDeployment("blue", of: "iris"))) }
            #expect(try await inventory.prune(dryRun: false).isEmpty)
            _ = try await Trash(context: fixture.context).forget(deletion.event, in: workspace, by: "me")
            #expect(try await inventory.prune(dryRun: false).map(\.key) == [key])
        }
    }

    /// Between the look at the records and the removal somebody may be given the environment.
    @Test func whatWasHandedOutMeanwhileStays() async throws {
        try await AssetFixture.run { fixture in
            let (_, builder) = Self.inventory(fixture)
            let bin = fixture.path("versions/x/bin")
            try FileManager.default.createDirectory(atPath: bin, withIntermediateDirectories: true)
            try FileManager.default.copyItem(atPath: "/usr/bin/env", toPath: "\(bin)/python3")
            let key = try Self.build(["joblib"], fixture)
            let before = Date()
            let ready = try await builder.prepare(fixture.environment) { _ in }
            #expect(ready.key == key && !ready.wasBuilt)
            #expect(try await builder.remove([key], since: before).isEmpty)
            #expect(try await builder.remove([key], since: nil).isEmpty)
            #expect(fixture.exists(ready.python))
            #expect(try await builder.remove([key], since: Date() + 1) == [key])
            #expect(!fixture.exists(ready.prefix))
            #expect(try await builder.remove([key], since: Date() + 1).isEmpty)
        }
    }

    @Test func aRemovalCutShortIsFinishedAtTheStart() async throws {
        try await AssetFixture.run { fixture in
            let (_, builder) = Self.inventory(fixture)
            let trash = "\(fixture.home.environments)/\(EnvironmentBuilder.trashPrefix)1"
            try fixture.write("x", to: "\(trash)/bin/python")
            try await builder.start()
            #expect(!fixture.exists(trash))
        }
    }
}
