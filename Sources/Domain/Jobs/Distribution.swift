/// How a job's command is started several times over (`distribution`).
package enum Distribution: Codable, Sendable, Hashable {
    /// So many processes on each of the job's nodes, told of each other as `torchrun` would.
    case pytorch(processesPerNode: Int)
    /// The same, told as `mpirun` would.
    case mpi(processesPerNode: Int)
    /// Workers and parameter servers; workers nil is one a node.
    case tensorflow(workers: Int?, parameterServers: Int)

    /// How many processes there are on so many nodes.
    package func processCount(nodes: Int) -> Int {
        switch self {
        case .pytorch(let count), .mpi(let count): count * nodes
        case .tensorflow(let workers, let servers): (workers ?? nodes) + servers
        }
    }
}
