import Documents
import Domain
import Testing

/// What a job says of how often, how soon and beside what it runs.
@Suite struct CommandJobPlacingTests {
    @Test(arguments: [
        ("{type: pytorch, process_count_per_instance: 2}", Distribution.pytorch(processesPerNode: 2)),
        ("{type: PyTorch}", .pytorch(processesPerNode: 1)),
        ("{type: mpi, process_count_per_instance: 3}", .mpi(processesPerNode: 3)),
        ("{type: tensorflow, worker_count: 2, parameter_server_count: 1}", .tensorflow(workers: 2, parameterServers: 1)),
        ("{type: tensorflow}", .tensorflow(workers: nil, parameterServers: 0)),
    ])
    func readsADistribution(written: String, distribution: Distribution) throws {
        let parsed = try readJob("distribution: \(written)\nresources: {instance_count: 2}")
        #expect(parsed.warnings.isEmpty)
        #expect(parsed.value.command.distribution == distribution)
        #expect(parsed.value.command.nodeCount == 2)
    }

    @Test(arguments: [
        ("distribution: {type: ray}", "job.yml:3:22: error: the distribution ray is not supported; use pytorch, mpi or tensorflow, "
            + "or start ray in the command"),
        ("distribution: {type: pytorch, worker_count: 2}",
            #"job.yml:3:31: error: "worker_count" is not a field of the distribution pytorch; it has process_count_per_instance"#),
        ("distribution: {process_count_per_instance: 2}", #"job.yml:3:15: error: field "type" of "distribution" is missing"#),
        ("distribution: {type: pytorch, process_count_per_instance: 0}",
            #"job.yml:3:59: error: "process_count_per_instance" is 0 and must be between 1 and 1000"#),
        ("queue_settings: {job_tier: premum}",
            #"job.yml:3:28: error: "premum" is not a value of "job_tier", did you mean "premium"?"#),
        ("services: {lab: {port: 0}}", #"job.yml:3:24: error: "port" is 0 and must be between 1 and 65535"#),
        ("services: {lab: {nodes: some}}", #"job.yml:3:25: error: "nodes" is "some"; write all, or the index of a node such as 0"#),
        ("services: [lab]", #"job.yml:3:11: error: "services" must be a map of names and services, not a list"#),
    ])
    func saysWhatIsWrong(written: String, line: String) {
        #expect(jobLines(written) == [line])
    }

    @Test func readsTheQueueAndTheParent() throws {
        let spec = try readJob("queue_settings: {job_tier: Spot, priority: high}\nparent_job_name: brave_fox").value
        #expect(spec.queue == QueueSettings(tier: .spot, priority: .high))
        #expect(spec.parentJobName == "brave_fox")
        #expect(try readJob("queue_settings: {job_tier: null}").value.queue == nil)
    }

    @Test func readsServices() throws {
        let written = """
            services:
              board: {type: tensor_board, log_dir: ./outputs, nodes: 0}
              app: {port: 8080, nodes: all, properties: {a: 1}, endpoint: http://x, status: Running}
            """
        let parsed = try readJob(written)
        #expect(parsed.warnings.isEmpty)
        #expect(
            parsed.value.command.services == [
                "board": JobService(type: "tensor_board", nodes: "0", logFolder: "./outputs"),
                "app": JobService(port: 8080, nodes: "all", properties: ["a": "1"]),
            ])
    }

    @Test func ranksGoByTierAndThenByPriority() {
        let order: [QueueSettings] = [
            QueueSettings(tier: .spot, priority: .high), QueueSettings(priority: .low), QueueSettings(),
            QueueSettings(tier: .standard, priority: .high), QueueSettings(tier: .premium, priority: .low),
        ]
        #expect(order.map(\.rank) == order.map(\.rank).sorted())
        #expect(Set(order.map(\.rank)).count == order.count)
        #expect(QueueSettings(tier: .basic).rank == QueueSettings.usualRank)
    }
}
