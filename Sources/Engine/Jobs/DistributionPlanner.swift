import Domain
import LinuxSystem

/// What each process of a distributed job finds in its environment, as Azure ML and the launchers it stands for set it.
/// The nodes are this box's: their address is the same, their cores are their own. Pure.
struct DistributionPlanner: Sendable {
    let distribution: Distribution
    let nodes: [ComputeNode]
    let layout: JobLayout
    /// Free ports: one for those that meet at the first process, one a process for those that all listen.
    let ports: [Int]

    static func portCount(of distribution: Distribution, nodes: Int) -> Int {
        switch distribution {
        case .pytorch, .mpi: 1
        case .tensorflow: distribution.processCount(nodes: nodes)
        }
    }

    var ranks: [RunnerRank] {
        (0..<count).map { rank in
            var rankOrder = RunnerRank(log: Self.log(of: rank, in: layout, distribution, nodes: nodes.count))
            let (node, local) = Self.place(of: rank, distribution, nodes: nodes.count)
            rankOrder.environment = variables(of: rank, node: node, local: local)
            rankOrder.cores = nodes.indices.contains(node) ? nodes[node].cores : []
            rankOrder.serves = isServer(rank)
            return rankOrder
        }
    }

    /// Azure's name: the process, and the node when it is not the first.
    static func log(of rank: Int, in layout: JobLayout, _ distribution: Distribution, nodes: Int) -> String {
        let (node, local) = place(of: rank, distribution, nodes: nodes)
        let process = local < 10 ? "0\(local)" : "\(local)"
        let folder = layout.userLog.splitAtLastComponent.folder
        return "\(folder)/std_log_process_\(process)\(node == 0 ? "" : "_\(node)").txt"
    }

    private var count: Int { distribution.processCount(nodes: nodes.count) }

    /// Evenly over the nodes, in their order.
    private static func place(of rank: Int, _ distribution: Distribution, nodes: Int) -> (node: Int, local: Int) {
        let count = distribution.processCount(nodes: nodes)
        let node = rank * nodes / max(1, count)
        return (node, rank - first(on: node, count, nodes))
    }

    /// The first process on a node.
    private static func first(on node: Int, _ count: Int, _ nodes: Int) -> Int { (node * count + nodes - 1) / nodes }

    private func variables(of rank: Int, node: Int, local: Int) -> [String: String] {
        let localCount = Self.first(on: node + 1, count, nodes.count) - Self.first(on: node, count, nodes.count)
        var all = [
            Self.nodeRank: "\(node)",
            "AZUREML_NODE_COUNT": "\(nodes.count)",
            "AZ_BATCH_HOST_LIST": nodes.map { _ in Self.host }.joined(separator: ","),
            "AZ_BATCHAI_MPI_MASTER_NODE": Self.host,
        ]
        switch distribution {
        case .pytorch:
            all["MASTER_ADDR"] = Self.host
            all["MASTER_PORT"] = port(0)
            all["WORLD_SIZE"] = "\(count)"
            all["RANK"] = "\(rank)"
            all["LOCAL_RANK"] = "\(local)"
            all["LOCAL_WORLD_SIZE"] = "\(localCount)"
            all["NODE_RANK"] = "\(node)"
        case .mpi:
            all["AZ_BATCH_MASTER_NODE"] = "\(Self.host):\(port(0))"
            all["OMPI_COMM_WORLD_SIZE"] = "\(count)"
            all["OMPI_COMM_WORLD_RANK"] = "\(rank)"
            all["OMPI_COMM_WORLD_LOCAL_SIZE"] = "\(localCount)"
            all["OMPI_COMM_WORLD_LOCAL_RANK"] = "\(local)"
            all["OMPI_COMM_WORLD_NODE_RANK"] = "\(local)"
            all["OMPI_UNIVERSE_SIZE"] = "\(count)"
        case .tensorflow:
            all["TF_CONFIG"] = tensorflowConfiguration(of: rank)
        }
        return all
    }

    private func tensorflowConfiguration(of rank: Int) -> String {
        let workers = workerCount
        func addresses(_ ranks: Range<Int>) -> JSONValue { .array(ranks.map { .string("\(Self.host):\(port($0))") }) }
        var cluster: [String: JSONValue] = ["worker": addresses(0..<workers)]
        if count > workers { cluster["ps"] = addresses(workers..<count) }
        let task: JSONValue = [
            "type": isServer(rank) ? "ps" : "worker", "index": .int(Int64(isServer(rank) ? rank - workers : rank)),
        ]
        return JSONValue.object(["cluster": .object(cluster), "task": task, "environment": "cloud"]).compactText
    }

    private var workerCount: Int {
        guard case .tensorflow(let workers, _) = distribution else { return count }
        return workers ?? nodes.count
    }

    private func isServer(_ rank: Int) -> Bool { rank >= workerCount }
    private func port(_ index: Int) -> String { ports.indices.contains(index) ? "\(ports[index])" : "" }

    /// Where every process is told its node.
    static let nodeRank = "AZUREML_CR_NODE_RANK"
    private static let host = LoopbackListener.host
}
