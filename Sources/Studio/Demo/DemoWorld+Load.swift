import ControlAPI
import Domain
import FoundationEssentials

/// What the box does at a second: a function of the time, so that the past is there without having been kept.
extension DemoWorld {
    func boxLoad(at time: Date) -> BoxLoad {
        let second = time.timeIntervalSince1970
        let nodes = computes.flatMap { compute in
            compute.nodes.map { nodeLoad(of: $0, compute.name, at: time) }
        }
        let busy = nodes.reduce(0) { $0 + $1.processors } / Double(Self.processors)
        let cores = (0..<Self.processors).map { core in
            let random = DemoRandom(seed, for: "core \(core)")
            return min(1, max(0.01, busy * 0.85 + 0.08 + 0.35 * random.wobble(at: second / 5)))
        }
        let memory = nodes.reduce(Int64(5_400_000_000)) { $0 + $1.memory.used.bytes }
        return BoxLoad(
            at: time, cores: cores,
            loadAverage: Double(Self.processors) * busy * (1 + 0.1 * DemoRandom(seed, for: "load").wobble(at: second / 40)),
            memory: Usage(used: ByteCount(min(memory, Self.memory.bytes * 97 / 100)), total: Self.memory),
            disk: Usage(used: ByteCount(287_000_000_000 + Int64(second) % 86_400 * 12_000), total: .gibibytes(480)),
            gpus: gpus(at: second), nodes: nodes)
    }

    private func gpus(at second: Double) -> [GPULoad] {
        let nodes = computes.first { VMSize.named($0.spec.size)?.gpus ?? 0 > 0 }?.nodes ?? []
        return nodes.enumerated().map { index, node in
            let random = DemoRandom(seed, for: "gpu \(index)")
            let use = node.job == nil ? 0 : min(1, max(0, 0.9 + 0.18 * random.wobble(at: second / 7)))
            return GPULoad(
                index: index, name: "Tesla V100-PCIE-16GB", utilisation: use,
                memory: Usage(used: .gibibytes(node.job == nil ? 0.4 : 11.3 + Double(index)), total: .gibibytes(16)),
                temperature: 34 + 38 * use + random.wobble(at: second / 30), power: 38 + 190 * use)
        }
    }

    /// What the engine itself trains on a node: one thread for each of its cores.
    private func threads(
        of node: ComputeNode, _ compute: ComputeName, _ job: DemoJob, _ share: Double, _ second: Double
    ) -> [ThreadLoad] {
        let number = computes.first { $0.name == compute }?.nodes.firstIndex { $0.name == node.name } ?? 0
        return node.cores.enumerated().map { place, core in
            ThreadLoad(
                id: Int32(4200 + number * 16 + place), name: "\(compute)-\(number)/\(place)",
                processors: min(1, share * (1 + 0.1 * job.random.wobble(at: second / 4 + Double(place * 97)))), core: core,
                niceness: 5)
        }
    }

    private func nodeLoad(of node: ComputeNode, _ compute: ComputeName, at time: Date) -> NodeLoad {
        guard let name = node.job, let job = jobs.first(where: { $0.name == name }), let start = job.job.startedAt,
            start <= time, !job.job.status.isFinal
        else {
            return NodeLoad(
                workspace: workspace, compute: compute, node: node.name, job: node.job, processors: 0,
                memory: Usage(used: ByteCount(0), total: node.memory))
        }
        let second = time.timeIntervalSince1970
        let share = min(1, max(0.05, 0.42 + 0.25 * job.random.wobble(at: second / 9)))
        let processors = Double(node.cores.count) * share
        let used = Int64(Double(node.memory.bytes) * (0.31 + 0.25 * job.progress(at: time)))
        let pid = Int32(5000 + job.random.bits(at: 11) % 20_000)
        if case .trial = job.job.spec.work {
            return NodeLoad(
                workspace: workspace, compute: compute, node: node.name, job: name, processors: processors,
                memory: Usage(used: ByteCount(used), total: node.memory), threads: threads(of: node, compute, job, share, second))
        }
        let workers = max(1, min(4, node.cores.count))
        let main = ProcessLoad(
            pid: pid + 1, parent: pid, command: "python train.py --data /data/\(job.story.dataset)",
            processors: processors * 0.9, memory: ByteCount(used * 4 / 5),
            threads: (0..<workers).map { (thread: Int) -> ThreadLoad in
                let wobble = job.random.wobble(at: second / 4 + Double(thread * 97))
                return ThreadLoad(
                    id: pid + 1 + Int32(thread), name: thread == 0 ? "python" : "omp-\(thread)",
                    processors: min(1, share * (1 + 0.1 * wobble)),
                    core: node.cores.isEmpty ? 0 : node.cores[thread % node.cores.count])
            })
        let loader = ProcessLoad(
            pid: pid + 9, parent: pid + 1, command: "python -c from multiprocessing.spawn import spawn_main",
            processors: processors * 0.1, memory: ByteCount(used / 5),
            threads: [ThreadLoad(id: pid + 9, name: "loader", processors: share * 0.3, core: node.cores.last ?? 0)])
        return NodeLoad(
            workspace: workspace, compute: compute, node: node.name, job: name, processors: processors,
            memory: Usage(used: ByteCount(used), total: node.memory), processes: [main, loader])
    }
}
