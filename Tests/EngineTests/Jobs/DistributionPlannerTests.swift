import Domain
import Foundation
import LinuxSystem
import Testing

@testable import Engine

@Suite struct DistributionPlannerTests {
    private let layout = JobLayout(root: "/h/jobs/fox")

    private func node(_ index: Int) -> ComputeNode {
        ComputeNode(
            name: NodeName("cpu-\(index)"), state: .running, since: Date(timeIntervalSince1970: 0), cores: [index],
            memory: .gibibytes(1))
    }

    private func planner(_ distribution: Distribution, nodes: Int, ports: [Int] = [12001, 12002, 12003]) -> DistributionPlanner {
        DistributionPlanner(distribution: distribution, nodes: (0..<nodes).map(node), layout: layout, ports: ports)
    }

    @Test func torchFindsItsRanks() {
        let ranks = planner(.pytorch(processesPerNode: 2), nodes: 2).ranks
        #expect(ranks.map { $0.environment["RANK"] } == ["0", "1", "2", "3"])
        #expect(ranks.map { $0.environment["LOCAL_RANK"] } == ["0", "1", "0", "1"])
        #expect(ranks.map { $0.environment["NODE_RANK"] } == ["0", "0", "1", "1"])
        #expect(ranks.allSatisfy { $0.environment["WORLD_SIZE"] == "4" && $0.environment["LOCAL_WORLD_SIZE"] == "2" })
        #expect(ranks.allSatisfy { $0.environment["MASTER_ADDR"] == "127.0.0.1" && $0.environment["MASTER_PORT"] == "12001" })
        #expect(ranks.allSatisfy { $0.environment["AZUREML_NODE_COUNT"] == "2" })
        #expect(ranks.map { $0.environment["AZUREML_CR_NODE_RANK"] } == ["0", "0", "1", "1"])
        #expect(ranks.map(\.cores) == [[0], [0], [1], [1]])
        #expect(
            ranks.map { $0.log.replacing("/h/jobs/fox/artifacts/user_logs/", with: "") } == [
                "std_log_process_00.txt", "std_log_process_01.txt", "std_log_process_00_1.txt", "std_log_process_01_1.txt",
            ])
    }

    @Test func mpiFindsItsRanks() {
        let ranks = planner(.mpi(processesPerNode: 3), nodes: 1).ranks
        #expect(ranks.map { $0.environment["OMPI_COMM_WORLD_RANK"] } == ["0", "1", "2"])
        #expect(ranks.map { $0.environment["OMPI_COMM_WORLD_LOCAL_RANK"] } == ["0", "1", "2"])
        #expect(ranks.allSatisfy { $0.environment["OMPI_COMM_WORLD_SIZE"] == "3" })
        #expect(ranks.allSatisfy { $0.environment["OMPI_COMM_WORLD_LOCAL_SIZE"] == "3" })
        #expect(ranks[0].environment["AZ_BATCH_MASTER_NODE"] == "127.0.0.1:12001")
        #expect(ranks[0].environment["RANK"] == nil)
    }

    @Test func tensorflowFindsItsCluster() throws {
        let ranks = planner(.tensorflow(workers: 2, parameterServers: 1), nodes: 2).ranks
        let first = try JSONParser.parse(try #require(ranks[0].environment["TF_CONFIG"]))
        #expect(first["cluster"]?["worker"] == ["127.0.0.1:12001", "127.0.0.1:12002"])
        #expect(first["cluster"]?["ps"] == ["127.0.0.1:12003"])
        #expect(first["task"] == ["type": "worker", "index": 0])
        let last = try JSONParser.parse(try #require(ranks[2].environment["TF_CONFIG"]))
        #expect(last["task"] == ["type": "ps", "index": 0])
        #expect(ranks.map(\.serves) == [false, false, true])
        // Three processes on two nodes.
        #expect(ranks.map { $0.environment["AZUREML_CR_NODE_RANK"] } == ["0", "0", "1"])
        let one = planner(.tensorflow(workers: nil, parameterServers: 0), nodes: 2).ranks
        #expect(one.count == 2)
        #expect(try JSONParser.parse(#require(one[1].environment["TF_CONFIG"]))["cluster"]?["ps"] == nil)
    }

    @Test(arguments: 1...7, 1...4)
    func everyProcessHasAPlaceOfItsOwn(count: Int, nodes: Int) {
        let ports = Array(12000..<12000 + count)
        let ranks = planner(.tensorflow(workers: count, parameterServers: 0), nodes: nodes, ports: ports).ranks
        #expect(Set(ranks.map(\.log)).count == count)
        #expect(ranks.map { $0.cores.first ?? 0 } == ranks.map { $0.cores.first ?? 0 }.sorted())
    }
}
