import Client
import ControlAPI
import Domain
import Foundation
import Testing

@Suite(.serialized) struct SnapshotTests {
    @Test func aSnapshotHasEverythingAndTheEventsAfterItTheRest() async throws {
        try await OpenDoor.with { door in
            let workspace = ["workspace": "default"]
            let work = CommandWork(command: "true", environment: .inline(EnvironmentSpec(image: "python")))
            for name in ["one", "two", "three"] {
                let spec = JobSpec(name: JobName(name), tags: ["a": "b"], work: .command(work))
                _ = try await door.client.call(JobRoutes.create, workspace, body: spec)
            }
            for name in ["one", "two", "three"] {
                _ = try await door.client.call(JobRoutes.wait, ["workspace": "default", "job": name])
            }
            let snapshot = try await door.client.call(WorkspaceRoutes.snapshot, workspace, query: ["jobs": "2"])
            #expect(snapshot.workspaces.map(\.name) == ["default"])
            #expect(snapshot.computes.map(\.spec.name) == ["local"])
            #expect(snapshot.jobs.map(\.name) == ["three", "two"])
            #expect(snapshot.jobCount == 3)
            #expect(snapshot.jobs.first?.status == .completed)
            #expect(snapshot.jobs.first?.tags == ["a": "b"])
            let rest = try await door.client.call(JobRoutes.summaries, workspace, query: ["before": "two"])
            #expect(rest.map(\.name) == ["one"])
            let picked = try await door.client.call(JobRoutes.summaries, workspace, query: ["names": "one,three"])
            #expect(picked.map(\.name) == ["three", "one"])

            _ = try await door.client.call(
                JobRoutes.update, ["workspace": "default", "job": "one"], body: JobEdit(displayName: "Uno"))
            var later: [Event] = []
            try await door.client.events(after: snapshot.status.lastEvent, follow: false) { later.append($0) }
            #expect(later.map(\.kind) == ["job.updated"])
            #expect(later.first?.resource.name == "one")
        }
    }

    @Test func aWorkspaceThatIsNotThereHasNone() async throws {
        try await OpenDoor.with { door in
            do {
                _ = try await door.client.call(WorkspaceRoutes.snapshot, ["workspace": "nowhere"])
                Issue.record("a workspace that is not there was shown")
            } catch let error as AtelierError {
                #expect(error.code == .notFound)
            }
        }
    }
}
