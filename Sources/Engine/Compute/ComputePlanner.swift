import Domain
import FoundationEssentials

/// Decides what a compute becomes on this box. Pure.
struct ComputePlanner: Sendable {
    let box: BoxCapacity
    var zones = ZoneDatabase.ofThisBox

    /// What one node of a size gets, and in words how that falls short of the size.
    struct NodeShare: Hashable {
        var cores: Int
        var memory: ByteCount
        var warnings: [String]
    }

    /// Checks what was asked. Throws `invalidArgument`, and as `ZoneDatabase` does.
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
        if spec.type == .computeInstance, spec.minInstances != 1 || spec.maxInstances != 1 {
            throw AtelierError(
                .invalidArgument, "compute instance '\(spec.name)' has one node, and cannot scale",
                hint: "for more nodes create a compute of type amlcompute", subject: subject)
        }
        if spec.maxInstances > Self.mostNodes {
            throw AtelierError(
                .invalidArgument, "compute '\(spec.name)' asks for \(spec.maxInstances) nodes",
                hint: "one box carries at most \(Self.mostNodes) nodes a compute", subject: subject)
        }
        if spec.idleTimeBeforeShutdown.map({ $0 <= 0 }) == true {
            throw AtelierError(
                .invalidArgument, "idle_time_before_shutdown of compute '\(spec.name)' is not above 0",
                hint: "leave it out to keep the instance running", subject: subject)
        }
        for schedule in spec.schedules ?? [] {
            _ = try schedule.trigger(in: zones, creation: Date(timeIntervalSince1970: 0))
        }
        if spec.idleTimeBeforeScaleDown < 0 {
            throw AtelierError(
                .invalidArgument, "idle_time_before_scale_down of compute '\(spec.name)' is negative",
                hint: "give it in seconds, e.g. 120", subject: subject)
        }
    }

    /// The size clipped to the box. A node of `local` has all of the box: a job that is alone there must not be slower
    /// than it would be without Atelier, and the kernel shares between several better than a fixed part would.
    func share(of spec: ComputeSpec) -> NodeShare {
        guard spec.type != .local, let size = VMSize.named(spec.size) else {
            return NodeShare(cores: box.cores.count, memory: box.memory, warnings: [])
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

    /// The processors of one more node of a compute.
    func cores(in spec: ComputeSpec, beside nodes: [ComputeNode]) -> [Int] {
        spec.type == .local ? box.cores : cores(share(of: spec).cores, beside: nodes)
    }

    /// What one process on a node may have of its own. Some of what is asked for is never touched (stacks of threads,
    /// buffers too large), so twice the node's memory stops the runaway without refusing the normal; more than the box
    /// has could not be used.
    func processMemory(of share: NodeShare) -> ByteCount {
        min(ByteCount(share.memory.bytes * 2), box.memory)
    }

    /// The compute every workspace has: the box, with so many jobs at a time.
    func local() -> ComputeSpec {
        let count = localNodes
        let nodes = Counted.text(count, "node")
        return ComputeSpec(
            name: Compute.localName, type: .local, size: "local", minInstances: count, maxInstances: count,
            description: "The box itself: \(nodes) that share its \(Counted.text(box.cores.count, "core")) and memory.")
    }

    /// Two nodes a core on a small box, since short jobs wait for the disk and for processes to start more than for a
    /// core. A large box has one for every four cores: training that uses several is what it was bought for.
    private var localNodes: Int {
        max(min(4, 2 * box.cores.count), box.cores.count / 4)
    }

    private static let mostNodes = 256
}
