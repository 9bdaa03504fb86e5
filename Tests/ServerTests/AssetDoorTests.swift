import Client
import ControlAPI
import Domain
import Engine
import Foundation
import Testing

/// Assets and datastores over the real socket: what the command line calls.
@Suite(.serialized) struct AssetDoorTests {
    @Test func dataGoesThroughItsLife() async throws {
        try await OpenDoor.with { door in
            let lake = "\(door.engine.context.home.root)/lake"
            try FileManager.default.createDirectory(atPath: lake, withIntermediateDirectories: true)
            try Data("a,b\n1,2\n".utf8).write(to: URL(filePath: "\(lake)/iris.csv"))
            let client = door.client
            let workspace = ["workspace": "default"]
            _ = try await client.call(
                DatastoreRoutes.create, workspace,
                body: DatastoreSpec(name: "lake", type: .localFile, settings: ["path": lake]))
            let location = DataLocation.datastore("lake", path: "iris.csv")
            for _ in 0..<2 {
                _ = try await client.call(
                    DataRoutes.create, workspace, body: DataSpec(name: "iris", type: .uriFile, location: location))
            }
            let one = workspace.merging(["data": "iris", "version": "1"]) { old, _ in old }
            let bare = try await client.call(DataRoutes.show, one)
            #expect(bare.data.version == "2" && bare.content == DataContent())
            let full = try await client.call(DataRoutes.show, one, query: ["version": "1", "content": "true"])
            #expect(full.content == DataContent(path: "\(lake)/iris.csv", size: ByteCount(8), fileCount: 1))
            let changed = try await client.call(DataRoutes.update, one, body: AssetEdit(tags: ["a": "b"]))
            #expect(changed.tags == ["a": "b"] && changed.creation.lastModifiedBy == "tester")
            _ = try await client.call(
                DataRoutes.archive, one, body: ArchiveChange(version: "2", isArchived: true))
            #expect(try await client.call(DataRoutes.list, workspace).map(\.version) == ["1"])
            #expect(
                try await client.call(DataRoutes.list, workspace, query: ["archived": "only", "name": "iris"])
                    .map(\.version) == ["2"])
            _ = try await client.call(DataRoutes.delete, one)
            let unknown = await #expect(throws: AtelierError.self) {
                try await client.call(DataRoutes.show, one, query: ["label": "prod"])
            }
            #expect(unknown?.code == .notFound)
        }
    }

    @Test func credentialsComeBackInNoAnswerAndNoEvent() async throws {
        try await OpenDoor.with { door in
            let parts = ["workspace": "default", "datastore": "blob"]
            let spec = DatastoreSpec(
                name: "blob", type: .azureBlob, settings: ["account_name": "a", "container_name": "c"],
                credentials: DatastoreCredentials(kind: .sasToken, values: ["sas_token": "s3cr3t"]))
            let made = try await door.client.call(DatastoreRoutes.create, parts, body: spec)
            #expect(made.credentials == .sasToken)
            var change = spec
            change.credentials = nil
            change.tags = ["a": "b"]
            let changed = try await door.client.call(DatastoreRoutes.update, parts, body: change)
            #expect(changed.credentials == .sasToken && changed.tags == ["a": "b"])
            let all = try await door.client.call(DatastoreRoutes.list, parts)
            #expect(all.map(\.name).last == "blob" && all.count == 5)
            let said = try all.map { try ControlCoding.encode($0) } + [ControlCoding.encode(changed)]
            #expect(!said.contains { String(decoding: $0, as: UTF8.self).contains("s3cr3t") })
            try await door.client.follow(EngineRoutes.events, as: Event.self) { event in
                let text = String(decoding: try ControlCoding.encode(event), as: UTF8.self)
                #expect(!text.contains("s3cr3t"))
            }
            _ = try await door.client.call(DatastoreRoutes.delete, parts)
            let gone = await #expect(throws: AtelierError.self) {
                try await door.client.call(DatastoreRoutes.show, parts)
            }
            #expect(gone?.code == .notFound)
        }
    }

    @Test func environmentsAndComponentsNeedEachOther() async throws {
        try await OpenDoor.with { door in
            let client = door.client
            let workspace = ["workspace": "default"]
            let spec = EnvironmentSpec(name: "train", image: "python:3.11")
            _ = try await client.call(EnvironmentRoutes.create, workspace, body: spec)
            let code = "\(door.engine.context.home.root)/code"
            try FileManager.default.createDirectory(atPath: code, withIntermediateDirectories: true)
            try Data("print(1)\n".utf8).write(to: URL(filePath: "\(code)/train.py"))
            let component = ComponentSpec(
                name: "train",
                work: .command(
                    CommandStep(
                        command: "python train.py", code: code,
                        environment: .registered(AssetReference(name: "train", selector: .version("1"))))))
            let made = try await client.call(ComponentRoutes.create, workspace, body: component)
            #expect(made.component.version == "1" && made.component.code != nil && made.warnings.isEmpty)
            let environment = workspace.merging(["environment": "train", "version": "1"]) { old, _ in old }
            let details = try await client.call(EnvironmentRoutes.details, environment)
            #expect(details.users == ["component train:1"] && details.builds.isEmpty)
            let kept = await #expect(throws: AtelierError.self) {
                try await client.call(EnvironmentRoutes.delete, environment)
            }
            #expect(kept?.message == "environment train:1 is used by component train:1")
            let one = workspace.merging(["component": "train", "version": "1"]) { old, _ in old }
            let changed = try await client.call(ComponentRoutes.update, one, body: AssetEdit(displayName: "Train"))
            #expect(changed.spec.displayName == "Train")
            _ = try await client.call(ComponentRoutes.archive, one, body: ArchiveChange(version: nil, isArchived: true))
            #expect(try await client.call(ComponentRoutes.list, workspace).isEmpty)
            _ = try await client.call(ComponentRoutes.delete, one)
            _ = try await client.call(EnvironmentRoutes.delete, environment)
            #expect(try await client.call(EnvironmentRoutes.prune, query: ["dry-run": "true"]).isEmpty)
        }
    }

    /// An output of a job is written into a folder of the box, and read from there by the next one.
    @Test func jobsReadAndWriteThroughADatastore() async throws {
        try await OpenDoor.with { door in
            let lake = "\(door.engine.context.home.root)/lake"
            try FileManager.default.createDirectory(atPath: lake, withIntermediateDirectories: true)
            _ = try await door.client.call(
                DatastoreRoutes.create, ["workspace": "default"],
                body: DatastoreSpec(name: "lake", type: .localFile, settings: ["path": lake]))
            func run(_ work: CommandWork) async throws -> Job {
                let made = try await door.client.call(
                    JobRoutes.create, ["workspace": "default"], body: JobSpec(work: .command(work)))
                return try await door.engine.jobs.end(of: made.name, in: "default")
            }
            let environment = EnvironmentReference.inline(EnvironmentSpec(image: "ubuntu"))
            var output = JobOutput(type: .uriFolder, location: .datastore("lake", path: "made/${{name}}"))
            for mode in [OutputMode.readWriteMount, .upload] {
                output.mode = mode
                let first = try await run(
                    CommandWork(
                        command: "echo hello > ${{outputs.out}}/x.txt", environment: environment,
                        outputs: ["out": output]))
                #expect(first.status == .completed, "\(first.reason ?? "")")
                let place = "\(lake)/made/\(first.name)/x.txt"
                #expect(try String(contentsOfFile: place, encoding: .utf8) == "hello\n")
                for input in [InputMode.readOnlyMount, .download] {
                    let location = DataLocation.datastore("lake", path: "made/\(first.name)")
                    let second = try await run(
                        CommandWork(
                            command: "grep hello ${{inputs.data}}/x.txt", environment: environment,
                            inputs: ["data": .data(DataInput(location: location, mode: input))]))
                    #expect(second.status == .completed, "\(second.reason ?? "")")
                }
            }
            let blob = DatastoreSpec(
                name: "blob", type: .azureBlob, settings: ["account_name": "a", "container_name": "c"])
            _ = try await door.client.call(DatastoreRoutes.create, ["workspace": "default"], body: blob)
            output.location = .datastore("blob", path: "x")
            let asked = JobSpec(
                work: .command(CommandWork(command: "true", environment: environment, outputs: ["out": output])))
            let refused = await #expect(throws: AtelierError.self) {
                try await door.client.call(JobRoutes.create, ["workspace": "default"], body: asked)
            }
            #expect(refused?.code == .unsupported)
        }
    }
}
