import Client
import ControlAPI
import Domain
import Engine
import Testing

@Suite(.serialized) struct ComputeDoorTests {
    /// With the real runner: 3.5 GiB are promised, 7 may be asked for, and 8 are refused.
    @Test func aNodesMemoryIsItsLimit() async throws {
        try await OpenDoor.with { door in
            _ = try await door.client.call(
                ComputeRoutes.create, ["workspace": "default"],
                body: ComputeSpec(name: "small", size: "Standard_DS1_v2", maxInstances: 1))
            let work = CommandWork(
                command: "taskset -cp $$; python3 -c 'bytearray(8 << 30)'",
                environment: .inline(EnvironmentSpec(image: "python")))
            let made = try await door.client.call(
                JobRoutes.create, ["workspace": "default"], body: JobSpec(compute: "small", work: .command(work)))
            let job = try await door.engine.jobs.end(of: made.name, in: "default")
            #expect(
                job.reason
                    == "exit code 1: MemoryError (a process on small-0 may hold 7.0 GiB)")
            var log: [UInt8] = []
            try await door.client.followLog(of: made.name, in: "default", view: .plain) { log += $0.bytes }
            #expect(String(decoding: log, as: UTF8.self).contains("affinity list: 0\n"))
        }
    }

    @Test func aNodeIsDrainedAndRestored() async throws {
        try await OpenDoor.with { door in
            let parts = ["workspace": "default", "compute": "local"]
            let before = try await door.client.call(ComputeRoutes.show, parts)
            let node = try #require(before.nodes.first)
            #expect(!node.isDraining && before.drain == nil)
            let drained = try await door.client.call(
                ComputeRoutes.drain, parts, body: DrainChange(node: node.name, isDraining: true))
            #expect(drained.nodes.filter(\.isDraining).map(\.name) == [node.name])
            let restored = try await door.client.call(
                ComputeRoutes.drain, parts, body: DrainChange(isDraining: false))
            #expect(restored.nodes.allSatisfy { !$0.isDraining })
        }
    }
}
