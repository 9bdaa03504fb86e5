import Client
import ControlAPI
import Domain
import Engine
import Foundation
import Testing

@Suite(.serialized) struct BoxDoorTests {
    @Test func theLoadIsToldOnce() async throws {
        try await OpenDoor.with { door in
            var loads: [BoxLoad] = []
            try await door.client.followLoad(follow: false) { loads.append($0) }
            #expect(loads.count == 1)
            let load = try #require(loads.first)
            #expect(!load.cores.isEmpty && load.cores.allSatisfy { (0...1).contains($0) })
            #expect(load.memory.used < load.memory.total && load.disk.total > load.disk.used)
        }
    }

    @Test func aJobsProcessesAreSeenOnItsNode() async throws {
        struct Seen: Error {}
        try await OpenDoor.with { door in
            // Two processes: one that works on a thread of bash's, one that waits for the test.
            let fifo = door.engine.context.home.root + "/never"
            mkfifo(fifo, 0o600)
            let work = CommandWork(
                command: "(while :; do :; done) & read x < \(fifo)",
                environment: .inline(EnvironmentSpec(image: "python")))
            let job = try await door.client.call(
                JobRoutes.create, ["workspace": "default"], body: JobSpec(work: .command(work)))
            do {
                try await door.client.followLoad { load in
                    guard let node = load.nodes.first(where: { $0.job == job.name }), node.processes.count > 1,
                        node.processors > 0.2
                    else { return }
                    #expect(node.compute == "local" && node.workspace == "default")
                    let busiest = try #require(node.processes.first)
                    #expect(busiest.command.contains("while :") && busiest.memory > ByteCount(0))
                    #expect(busiest.threads.first.map { $0.processors > 0.1 } == true)
                    #expect(node.memory.used > ByteCount(0) && node.memory.total > node.memory.used)
                    throw Seen()
                }
                Issue.record("the stream ended")
            } catch is Seen {}
            _ = try await door.client.call(JobRoutes.cancel, ["workspace": "default", "job": job.name.rawValue])
            _ = try await door.engine.jobs.end(of: job.name, in: "default")
        }
    }
}
