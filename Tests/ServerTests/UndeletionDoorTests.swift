import Client
import ControlAPI
import Domain
import Engine
import Foundation
import Testing

/// What was deleted comes back through the real door, with all that hangs on it.
@Suite(.serialized) struct UndeletionDoorTests {
    private static let workspace = ["workspace": "default"]

    private static func parts(_ more: [String: String]) -> [String: String] { workspace.merging(more) { $1 } }

    private static func text(_ value: some Encodable) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        return String(decoding: try encoder.encode(value), as: UTF8.self)
    }

    @Test func aJobComesBackWithItsRunAndFiles() async throws {
        try await OpenDoor.with { door in
            let client = door.client
            let work = CommandWork(
                command: "echo kept > outputs/kept.txt; echo said", environment: .inline(EnvironmentSpec(image: "python")))
            let job = try await client.call(
                JobRoutes.create, Self.workspace, body: JobSpec(tags: ["a": "1"], work: .command(work)))
            let parts = Self.parts(["job": job.name.rawValue])
            _ = try await client.call(JobRoutes.wait, parts)
            try await door.engine.tracking.log(
                RunBatch(
                    metrics: [LoggedMetric(Metric("loss", MetricPoint(step: 1, timestamp: 5, value: 0.5)))],
                    parameters: [TrackingPair("lr", "3e-4")]),
                to: RunID(job.name.rawValue), by: TrackingCaller(principal: .user, workspace: "default"))
            let before = try await client.call(JobRoutes.show, parts)
            let output = "\(before.artifacts)/outputs/kept.txt"
            #expect(try String(contentsOfFile: output, encoding: .utf8) == "kept\n")

            let deletion = try await client.call(JobRoutes.delete, parts)
            #expect(!FileManager.default.fileExists(atPath: output))
            #expect(try await client.call(JobRoutes.summaries, Self.workspace).isEmpty)
            let reports = try await client.call(UndoRoutes.list, Self.workspace)
            let listed = try #require(reports.first { $0.events.first?.sequence == deletion.event })
            #expect(abs(try #require(listed.expiresAt).timeIntervalSince(deletion.expiresAt)) < 0.001)
            #expect((listed.size?.bytes ?? 0) > 0)

            let undone = try await client.call(UndoRoutes.undo, Self.workspace, body: UndoOrder())
            #expect(undone.events.map(\.kind) == ["job.deleted"])
            let after = try await client.call(JobRoutes.show, parts)
            #expect(try Self.text(after) == Self.text(before))
            #expect(after.metrics == ["loss": 0.5] && after.parameters == ["lr": "3e-4"])
            #expect(try String(contentsOfFile: output, encoding: .utf8) == "kept\n")
            var log = ""
            try await client.followLog(of: job.name, in: "default", view: .plain) {
                log += String(decoding: $0.bytes, as: UTF8.self)
            }
            #expect(log.contains("said"))
            // Its run takes what is logged, as before.
            try await door.engine.tracking.log(
                RunBatch(metrics: [LoggedMetric(Metric("loss", MetricPoint(step: 2, timestamp: 6, value: 0.25)))]),
                to: RunID(job.name.rawValue), by: TrackingCaller(principal: .user, workspace: "default"))
            #expect(try await client.call(JobRoutes.show, parts).metrics == ["loss": 0.25])
        }
    }

    @Test func secretsStaySealedAndComeBack() async throws {
        try await OpenDoor.with { door in
            let client = door.client
            _ = try await client.call(EndpointRoutes.create, Self.workspace, body: OnlineEndpointSpec(name: "iris"))
            let endpoint = Self.parts(["endpoint": "iris"])
            let keys = try await client.call(EndpointRoutes.credentials, endpoint)
            let store = Self.parts(["datastore": "blob"])
            let made = try await client.call(
                DatastoreRoutes.create, store,
                body: DatastoreSpec(
                    name: "blob", type: .azureBlob, settings: ["account_name": "a", "container_name": "c"],
                    credentials: DatastoreCredentials(kind: .sasToken, values: ["sas_token": "s3cr3t"])))
            _ = try await client.call(EndpointRoutes.delete, endpoint)
            _ = try await client.call(DatastoreRoutes.delete, store)
            let home = door.engine.context.home
            for file in ["", "-wal"] {
                let content = try Data(contentsOf: URL(filePath: home.database + file))
                for secret in [keys.primary, keys.secondary, "s3cr3t"] {
                    #expect(content.range(of: Data(secret.utf8)) == nil)
                }
            }
            let list = try await client.call(UndoRoutes.list, Self.workspace)
            #expect(!String(decoding: try ControlCoding.encode(list), as: UTF8.self).contains("s3cr3t"))
            for _ in 0..<2 { _ = try await client.call(UndoRoutes.undo, Self.workspace, body: UndoOrder()) }
            #expect(try await client.call(EndpointRoutes.credentials, endpoint) == keys)
            let back = try await client.call(DatastoreRoutes.show, store)
            #expect(try Self.text(back) == Self.text(made))
            // They open where they lie: an update without credentials keeps them.
            let spec = DatastoreSpec(
                name: "blob", type: .azureBlob, settings: ["account_name": "a", "container_name": "d"])
            #expect(try await client.call(DatastoreRoutes.update, store, body: spec).credentials == .sasToken)
        }
    }

    @Test func whatIsForgottenFreesItsDisk() async throws {
        try await OpenDoor.with { door in
            let client = door.client
            let home = door.engine.context.home
            try Data("weights".utf8).write(to: URL(filePath: "\(home.root)/m.bin"))
            _ = try await client.call(
                ModelRoutes.create, Self.workspace, body: ModelSpec(name: "m", location: .local("\(home.root)/m.bin")))
            let deletion = try await client.call(ModelRoutes.delete, Self.parts(["model": "m", "version": "1"]))
            let trash = "\(home.workspace("default"))/trash"
            #expect(try FileManager.default.contentsOfDirectory(atPath: trash).count == 1)
            let report = try await client.call(
                UndoRoutes.forget, Self.workspace, body: ForgetOrder(event: deletion.event))
            #expect((report.size?.bytes ?? 0) >= 7)
            #expect(try FileManager.default.contentsOfDirectory(atPath: trash).isEmpty)
            #expect(try await client.call(UndoRoutes.list, Self.workspace).isEmpty)
            let error = await #expect(throws: AtelierError.self) {
                try await client.call(UndoRoutes.undo, Self.workspace, body: UndoOrder(event: deletion.event))
            }
            #expect(error?.code == .unsupported)
        }
    }

    @Test func aComputeIsThereToBeUsedAgain() async throws {
        try await OpenDoor.with { door in
            let client = door.client
            let parts = Self.parts(["compute": "cpu"])
            _ = try await client.call(
                ComputeRoutes.create, Self.workspace, body: ComputeSpec(name: "cpu", maxInstances: 2))
            _ = try await client.call(ComputeRoutes.delete, parts)
            _ = try await client.call(UndoRoutes.undo, Self.workspace, body: UndoOrder())
            let work = CommandWork(command: "true", environment: .inline(EnvironmentSpec(image: "python")))
            let job = try await client.call(
                JobRoutes.create, Self.workspace, body: JobSpec(compute: "cpu", work: .command(work)))
            let end = try await client.call(JobRoutes.wait, Self.parts(["job": job.name.rawValue]))
            #expect(end.status == .completed && end.compute == "cpu")
        }
    }
}
