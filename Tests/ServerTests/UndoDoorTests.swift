import Client
import ControlAPI
import Domain
import Engine
import Foundation
import Testing

/// Undoing through the real door, store and journal.
@Suite(.serialized) struct UndoDoorTests {
    private static let workspace = ["workspace": "default"]

    @Test func aComputesLimitsComeBackAndGoAgain() async throws {
        try await OpenDoor.with { door in
            let spec = ComputeSpec(name: "cpu", size: "Standard_DS1_v2", maxInstances: 2, tags: ["team": "a"])
            _ = try await door.client.call(ComputeRoutes.create, Self.workspace, body: spec)
            var wider = spec
            wider.maxInstances = 5
            wider.tags = ["team": "a", "new": "b"]
            _ = try await door.client.call(ComputeRoutes.create, Self.workspace, body: wider)
            #expect(try await maximum(door) == 5)

            let undone = try await door.client.call(UndoRoutes.undo, Self.workspace, body: UndoOrder())
            #expect(undone.events.map(\.kind) == ["compute.updated"])
            #expect(undone.events[0].changes.map(\.description) == ["max_instances: 2 -> 5", "tags.new: none -> b"])
            #expect(try await maximum(door) == 2)
            let compute = try await door.client.call(ComputeRoutes.show, Self.workspace.merging(["compute": "cpu"]) { $1 })
            #expect(compute.spec == spec)

            let redo = try #require(undone.undoing.first)
            _ = try await door.client.call(UndoRoutes.undo, Self.workspace, body: UndoOrder(event: redo))
            #expect(try await maximum(door) == 5)

            // Drained in between: that is another matter. Changed in between: refused, with who did it.
            _ = try await door.client.call(
                ComputeRoutes.drain, Self.workspace.merging(["compute": "cpu"]) { $1 }, body: DrainChange(isDraining: true))
            var other = wider
            other.maxInstances = 7
            _ = try await door.client.call(ComputeRoutes.create, Self.workspace, body: other)
            await #expect {
                try await door.client.call(UndoRoutes.undo, Self.workspace, body: UndoOrder(event: undone.events[0].sequence))
            } throws: { error in
                let message = (error as? AtelierError)?.message ?? ""
                return message.contains("max_instances: 5 -> 7: tester changed it at ")
            }
        }
    }

    private func maximum(_ door: OpenDoor) async throws -> Int {
        try await door.client.call(ComputeRoutes.show, ["workspace": "default", "compute": "cpu"]).spec.maxInstances
    }

    @Test func aDrainIsTakenBackAndListed() async throws {
        try await OpenDoor.with { door in
            let parts = ["workspace": "default", "compute": "local"]
            let node = try #require(try await door.client.call(ComputeRoutes.show, parts).nodes.first)
            _ = try await door.client.call(
                ComputeRoutes.drain, parts, body: DrainChange(node: node.name, isDraining: true))
            _ = try await door.client.call(ComputeRoutes.drain, parts, body: DrainChange(isDraining: true))
            let list = try await door.client.call(UndoRoutes.list, Self.workspace)
            #expect(list.map { $0.events.map(\.kind) } == [["compute.draining"], ["compute.draining"]])
            #expect(list.allSatisfy { $0.undoing.isEmpty })

            _ = try await door.client.call(UndoRoutes.undo, Self.workspace, body: UndoOrder())
            var compute = try await door.client.call(ComputeRoutes.show, parts)
            #expect(compute.drain == Drain(nodes: [node.name]))
            _ = try await door.client.call(UndoRoutes.undo, Self.workspace, body: UndoOrder())
            compute = try await door.client.call(ComputeRoutes.show, parts)
            #expect(compute.drain?.isEmpty ?? true)
            #expect(compute.nodes.allSatisfy { !$0.isDraining })
            await #expect {
                try await door.client.call(UndoRoutes.undo, Self.workspace, body: UndoOrder())
            } throws: { ($0 as? AtelierError)?.code == .notFound }
            #expect(try await door.client.call(UndoRoutes.list, Self.workspace).isEmpty)
        }
    }

    @Test func anEndpointsTagsComeBack() async throws {
        try await OpenDoor.with { door in
            let parts = ["workspace": "default", "endpoint": "iris"]
            _ = try await door.client.call(
                EndpointRoutes.create, Self.workspace, body: OnlineEndpointSpec(name: "iris", tags: ["a": "1"]))
            _ = try await door.client.call(
                EndpointRoutes.update, parts, body: EndpointChange(description: "new", tags: ["a": "2"]))
            let undone = try await door.client.call(UndoRoutes.undo, Self.workspace, body: UndoOrder())
            #expect(undone.events.map(\.kind) == ["endpoint.updated"] && undone.undoing.count == 1)
            let endpoint = try await door.client.call(EndpointRoutes.show, parts).endpoint
            #expect(endpoint.tags == ["a": "1"] && endpoint.description == nil)
            var events: [Event] = []
            try await door.client.events(
                after: 0, matching: EventFilter(kinds: ["endpoint."], person: "tester", newest: 1), follow: false
            ) { events.append($0) }
            #expect(events.map(\.message) == ["undoes event \(undone.events[0].sequence)"])
            #expect(events.map(\.sequence) == undone.undoing)
        }
    }

    @Test func aJobsTagsAndArchivingComeBack() async throws {
        try await OpenDoor.with { door in
            let work = CommandWork(command: "true", environment: .inline(EnvironmentSpec(image: "python")))
            let job = try await door.client.call(
                JobRoutes.create, Self.workspace, body: JobSpec(tags: ["a": "1"], work: .command(work)))
            _ = try await door.engine.jobs.end(of: job.name, in: "default")
            let parts = ["workspace": "default", "job": job.name.rawValue]
            _ = try await door.client.call(
                JobRoutes.update, parts, body: JobEdit(displayName: "Better", description: "d", tags: ["a": "2", "b": "3"]))
            _ = try await door.client.call(JobRoutes.update, parts, body: JobEdit(isArchived: true))

            let restored = try await door.client.call(UndoRoutes.undo, Self.workspace, body: UndoOrder())
            #expect(restored.events.map(\.kind) == ["job.archived"])
            let edited = try await door.client.call(UndoRoutes.undo, Self.workspace, body: UndoOrder())
            #expect(edited.events.map(\.kind) == ["job.updated"])
            let now = try await door.client.call(JobRoutes.show, parts).job
            #expect(!now.isArchived && now.displayName == job.displayName && now.spec.description == nil)
            #expect(now.spec.tags == ["a": "1"] && now.status == .completed)
            var mine: [Event] = []
            try await door.client.events(
                after: 0, matching: EventFilter(kinds: ["job."], person: "tester"), follow: false
            ) { mine.append($0) }
            #expect(mine.map(\.kind) == ["job.queued", "job.updated", "job.archived", "job.restored", "job.updated"])
        }
    }

    @Test func allVersionsOfAModelComeBackAtOnce() async throws {
        try await OpenDoor.with { door in
            let file = "\(door.engine.context.home.root)/m.bin"
            try Data("w".utf8).write(to: URL(filePath: file))
            for _ in 0..<2 {
                _ = try await door.client.call(
                    ModelRoutes.create, Self.workspace, body: ModelSpec(name: "m", location: .local(file)))
            }
            let parts = ["workspace": "default", "model": "m"]
            let version = parts.merging(["version": "2"]) { $1 }
            _ = try await door.client.call(ModelRoutes.update, version, body: AssetEdit(tags: ["t": "1"], stage: "prod"))
            _ = try await door.client.call(
                ModelRoutes.archive, parts, body: ArchiveChange(version: nil, isArchived: true))

            let restored = try await door.client.call(UndoRoutes.undo, Self.workspace, body: UndoOrder())
            #expect(Set(restored.events.map(\.resource.name)) == ["m:1", "m:2"] && restored.undoing.count == 2)
            #expect(try await door.client.call(ModelRoutes.list, Self.workspace).count == 2)
            _ = try await door.client.call(UndoRoutes.undo, Self.workspace, body: UndoOrder())
            let model = try await door.client.call(ModelRoutes.show, parts).model
            #expect(model.version == "2" && model.stage == nil && model.tags.isEmpty)

            let deletion = try await door.client.call(ModelRoutes.delete, version)
            let undone = try await door.client.call(UndoRoutes.undo, Self.workspace, body: UndoOrder())
            #expect(undone.events.map(\.sequence) == [deletion.event])
            let back = try await door.client.call(ModelRoutes.show, parts)
            #expect(back.model.version == "2" && FileManager.default.fileExists(atPath: back.path))
        }
    }

    @Test func whatCannotBeUndoneIsRefused() async throws {
        try await OpenDoor.with { door in
            _ = try await door.client.call(
                EndpointRoutes.create, Self.workspace, body: OnlineEndpointSpec(name: "iris"))
            var created: Int64 = 0
            try await door.client.events(
                after: 0, matching: EventFilter(kinds: ["endpoint.created"]), follow: false
            ) { created = $0.sequence }
            await #expect {
                try await door.client.call(UndoRoutes.undo, Self.workspace, body: UndoOrder(event: created))
            } throws: { ($0 as? AtelierError)?.code == .unsupported }
            await #expect {
                try await door.client.call(UndoRoutes.undo, Self.workspace, body: UndoOrder(event: 9999))
            } throws: { ($0 as? AtelierError)?.message == "there is no event 9999 in workspace 'default'" }
        }
    }

    @Test func aFollowerOfAFilterHearsOnlyThat() async throws {
        struct Heard: Error {}
        try await OpenDoor.with { door in
            async let creations: Void = {
                for name in ["one", "two", "three"] {
                    _ = try await door.client.call(WorkspaceRoutes.create, body: WorkspaceSpec(name: WorkspaceName(name)))
                }
            }()
            var names: [String] = []
            do {
                try await door.client.events(
                    after: 0, matching: EventFilter(resourceKind: "workspace", resourceName: "three"), follow: true
                ) { event in
                    names.append(event.resource.name)
                    throw Heard()
                }
                Issue.record("the stream ended")
            } catch is Heard {}
            try await creations
            #expect(names == ["three"])
        }
    }
}
