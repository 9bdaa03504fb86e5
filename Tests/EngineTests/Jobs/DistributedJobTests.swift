import Domain
import Foundation
import LinuxSystem
import Runtimes
import Testing

@testable import Engine

/// Distributed jobs with the real runner and real processes.
@Suite struct DistributedJobTests {
    private let workspace = Workspace.defaultName

    private func spec(
        _ command: String, _ distribution: Distribution, nodes: Int = 1, compute: ComputeName? = nil
    ) -> JobSpec {
        JobSpec(
            compute: compute,
            work: .command(
                CommandWork(
                    command: command, environment: .inline(EnvironmentSpec(image: "ubuntu")),
                    resources: JobResources(instanceCount: nodes), distribution: distribution)))
    }

    /// The first process hears from all others over MASTER_ADDR and MASTER_PORT, and tells everyone who came.
    private static let rendezvous = """
        python3 - <<'END'
        import os, socket, time
        rank, size = int(os.environ["RANK"]), int(os.environ["WORLD_SIZE"])
        place = (os.environ["MASTER_ADDR"], int(os.environ["MASTER_PORT"]))
        if rank == 0:
            server = socket.create_server(place)
            peers = [server.accept()[0].makefile("rw") for _ in range(size - 1)]
            met = sorted([0] + [int(peer.readline()) for peer in peers])
            for peer in peers:
                print(met, file=peer, flush=True)
        else:
            while True:
                try:
                    link = socket.create_connection(place)
                    break
                except ConnectionRefusedError:
                    time.sleep(0.02)
            peer = link.makefile("rw")
            print(rank, file=peer, flush=True)
            met = peer.readline().strip()
        node = os.environ["NODE_RANK"]
        print(f"rank {rank} on node {node} of {os.environ['AZUREML_NODE_COUNT']} met {met}")
        END
        """

    @Test func processesOfSeveralNodesMeet() async throws {
        let home = try RealHome()
        let desk = try await home.desk()
        try await desk.computes.create(
            ComputeSpec(name: "cpu", size: "Standard_DS1_v2", maxInstances: 2), in: workspace, by: "anna")
        let job = try await desk.submit(
            spec(Self.rendezvous, .pytorch(processesPerNode: 2), nodes: 2, compute: "cpu"), in: workspace, by: "anna")
        let ended = try await desk.end(of: job.name, in: workspace)
        #expect(ended.status == .completed, "\(ended.reason ?? "")")
        #expect(Set(ended.nodes) == ["cpu-0", "cpu-1"])
        let logs = desk.layout(of: ended).userLog.splitAtLastComponent.folder
        for (name, line) in [
            ("std_log_process_00", "rank 0 on node 0"), ("std_log_process_01", "rank 1 on node 0"),
            ("std_log_process_00_1", "rank 2 on node 1"), ("std_log_process_01_1", "rank 3 on node 1"),
        ] {
            #expect(try String(contentsOfFile: "\(logs)/\(name).txt", encoding: .utf8) == "\(line) of 2 met [0, 1, 2, 3]\n")
        }
        // The job's own log is the first process's.
        #expect(
            try String(contentsOfFile: "\(logs)/std_log.txt", encoding: .utf8) == "rank 0 on node 0 of 2 met [0, 1, 2, 3]\n")
    }

    @Test func whichProcessFailedAndWhyIsTold() async throws {
        let home = try RealHome()
        let desk = try await home.desk()
        let job = try await desk.submit(
            spec(
                "if [ $OMPI_COMM_WORLD_RANK = 2 ]; then echo 'ValueError: no such shard' >&2; exit 3; fi; sleep 1000",
                .mpi(processesPerNode: 3)),
            in: workspace, by: "anna")
        let ended = try await desk.end(of: job.name, in: workspace)
        #expect(ended.status == .failed)
        #expect(ended.reason == "rank 2: exit code 3: ValueError: no such shard")
        #expect(ended.exitCode == 3)
        let log = try String(contentsOfFile: desk.layout(of: ended).userLog, encoding: .utf8)
        #expect(log == "--- the end of user_logs/std_log_process_02.txt, of the process 2 that failed ---\nValueError: no such shard\n")
    }

    @Test func aCancelEndsAllOfThem() async throws {
        let home = try RealHome()
        let desk = try await home.desk()
        let job = try await desk.submit(
            spec("sleep 1000 & sleep 1000", .pytorch(processesPerNode: 3)), in: workspace, by: "anna")
        try await home.running(job.name)
        try await desk.cancel(job.name, in: workspace, by: "anna")
        #expect(try await desk.end(of: job.name, in: workspace).status == .canceled)
    }

    @Test func aNewEngineTakesAllOfThemUp() async throws {
        let home = try RealHome()
        let first = try await home.desk()
        try await first.computes.create(
            ComputeSpec(name: "cpu", size: "Standard_DS1_v2", maxInstances: 2), in: workspace, by: "anna")
        let job = try await first.submit(
            spec(
                "while [ ! -e go ]; do sleep 0.02; done; echo $RANK; exit $((RANK * 5))", .pytorch(processesPerNode: 1),
                nodes: 2, compute: "cpu"),
            in: workspace, by: "anna")
        try await home.running(job.name)
        try await first.stop(cancelJobs: false)

        let second = try await home.desk()
        let nodes = try await second.computes.show("cpu", in: workspace).nodes
        #expect(nodes.map(\.name) == ["cpu-0", "cpu-1"])
        #expect(nodes.allSatisfy { $0.job == job.name && $0.state == .running })
        try Data().write(to: URL(filePath: second.layout(of: job).work + "/go"))
        let ended = try await second.end(of: job.name, in: workspace)
        #expect(ended.attempt == 1)
        #expect(ended.reason == "rank 1: exit code 5: 1")
    }
}

extension RealHome {
    func running(_ job: JobName) async throws {
        for try await batch in context.journal.events(after: 0)
        where batch.contains(where: { $0.kind == "job.running" && $0.resource.name == job.rawValue }) { return }
    }
}
