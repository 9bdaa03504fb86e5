import Domain

/// Decides what a compute becomes on this box. Pure.
struct ComputePlanner: Sendable {
    let box: BoxCapacity

    /// What one node of a size gets, and in words how that falls short of the size.
    struct NodeShare: Hashable {
        var cores: Int
        var memory: ByteCount
        var warnings: [String]
    }

    /// Checks what was asked. Throws `invalidArgument`.
    func validate(_ spec: ComputeSpec) throws {
        try NameRule.endpoint("compute").check(spec.name.rawValue)
        let subject = "compute \(spec.name)"
        if spec.name == Compute.localName || spec.type == .local {
            throw AtelierError(
                .invalidArgument, "'local' is the built-in compute and cannot be created",
                hint: "every workspace has it: use it as it is", subject: subject)
        }
        if VMSize.named(spec.size) == nil {
            throw AtelierError(
                .invalidArgument, "'\(spec.size.neutralised)' is not a VM size Atelier knows",
                hint: EditDistance.nearest(to: spec.size, among: VMSize.catalogue.map(\.name))
                    .map { "did you mean '\($0)'?" } ?? "see 'atelier compute list-sizes'",
                subject: subject)
        }
        if spec.minInstances < 0 || spec.maxInstances < 1 || spec.minInstances > spec.maxInstances {
            throw AtelierError(
                .invalidArgument,
                "compute '\(spec.name)' cannot have \(spec.minInstances) to \(spec.maxInstances) nodes",
                hint: "max_instances must be 1 or more, and min_instances between 0 and max_instances",
                subject: subject)
        }
        if spec.maxInstances > Self.mostNodes {
            throw AtelierError(
                .invalidArgument, "compute '\(spec.name)' asks for \(spec.maxInstances) nodes",
                hint: "one box carries at most \(Self.mostNodes) nodes a compute", subject: subject)
        }
        if spec.idleTimeBeforeScaleDown < 0 {
            throw AtelierError(
                .invalidArgument, "idle_time_before_scale_down of compute '\(spec.name)' is negative",
                hint: "give it in seconds, e.g. 120", subject: subject)
        }
    }

    /// The size clipped to the box.
    func share(of spec: ComputeSpec) -> NodeShare {
        guard spec.type != .local, let size = VMSize.named(spec.size) else {
            let count = localNodes
            return NodeShare(
                cores: max(1, box.cores.count / count), memory: ByteCount(box.memory.bytes / Int64(count)), warnings: [])
        }
        var warnings: [String] = []
        let has = box.cores.count
        if size.cores > has {
            warnings.append("\(size.name) wants \(size.cores) cores, the box has \(has): runs with \(has)")
        }
        if size.memory > box.memory {
            warnings.append("\(size.name) wants \(size.memory), the box has \(box.memory): runs with \(box.memory)")
        }
        if size.gpus > 0 {
            warnings.append("\(size.name) has \(Counted.text(size.gpus, "GPU")), nodes of this box have none")
        }
        let cores = min(size.cores, has)
        if spec.maxInstances > 1, cores * spec.maxInstances > has {
            warnings.append(
                "\(spec.maxInstances) nodes of \(Counted.text(cores, "core")) share the box's \(Counted.text(has, "core"))")
        }
        return NodeShare(cores: cores, memory: min(size.memory, box.memory), warnings: warnings)
    }

    /// The processors of one more node: those with the fewest nodes on them, lowest number first.
    func cores(_ count: Int, beside nodes: [ComputeNode]) -> [Int] {
        var load = Dictionary(box.cores.map { ($0, 0) }, uniquingKeysWith: { first, _ in first })
        for core in nodes.flatMap(\.cores) { load[core]? += 1 }
        let chosen = load.sorted { ($0.value, $0.key) < ($1.value, $1.key) }.prefix(count).map(\.key)
        return chosen.sorted()
    }

    /// The processors of the node of a name. Those of `local` are dealt once and for all, the others in turn.
    func cores(of node: NodeName, in spec: ComputeSpec, beside nodes: [ComputeNode]) -> [Int] {
        guard spec.type == .local else { return cores(share(of: spec).cores, beside: nodes) }
        let count = localNodes
        // A home of another box may have nodes of numbers that are none here.
        let place = (node.rawValue.split(separator: "-").last.flatMap { Int($0) } ?? 0) % count
        let all = box.cores.count
        return Array(box.cores[(place * all / count)..<((place + 1) * all / count)])
    }

    /// The compute every workspace has: the box, dealt out to its nodes.
    func local() -> ComputeSpec {
        let count = localNodes
        let nodes = Counted.text(count, "node")
        return ComputeSpec(
            name: Compute.localName, type: .local, size: "local", minInstances: count, maxInstances: count,
            description: "The box itself: \(nodes) that share its \(Counted.text(box.cores.count, "core")) and memory.")
    }

    /// A node a core as long as these are few. A large box has nodes of four cores rather than many of one: training
    /// that uses several is what it was bought for.
    private var localNodes: Int {
        box.cores.count <= 4 ? max(1, box.cores.count) : max(4, box.cores.count / 4)
    }

    private static let mostNodes = 256
}
