import ControlAPI
import Domain
import FoundationEssentials

/// What people do to computes.
extension DemoWorld {
    mutating func create(_ spec: ComputeSpec) throws -> Compute {
        try NameRule.asset("compute").check(spec.name.rawValue)
        guard let size = VMSize.named(spec.size) else {
            throw AtelierError(
                .invalidArgument, "there is no size '\(spec.size.neutralised)'",
                hint: Self.suggestion(spec.size, VMSize.catalogue.map(\.name)))
        }
        guard spec.maxInstances >= 1, spec.minInstances <= spec.maxInstances else {
            throw AtelierError(
                .invalidArgument, "min_instances is \(spec.minInstances) and max_instances \(spec.maxInstances)",
                hint: "make the maximum 1 or more, and not less than the minimum")
        }
        let place = computes.firstIndex { $0.name == spec.name }
        let old = place.map { computes[$0] }
        let kept = old?.nodes.filter { $0.job != nil } ?? []
        let fresh = (0..<spec.maxInstances).map { number in
            node(NodeName("node-\(number)"), .idle, cores: size.cores, first: number * size.cores, memory: size.memory)
        }
        let compute = Compute(
            workspace: workspace, spec: spec, provisioningState: .succeeded,
            nodes: fresh.map { node in kept.first { $0.name == node.name } ?? node }
                + kept.filter { node in !fresh.contains { $0.name == node.name } },
            drain: old?.drain, isStopped: old?.isStopped, creation: old?.creation.modified(at: now, by: user) ?? CreationContext(at: now, by: user))
        if let place { computes[place] = compute } else { computes.append(compute) }
        note(
            old == nil ? "compute.created" : "compute.updated", "compute", spec.name.rawValue, before: old?.spec.summary,
            after: spec.summary)
        return compute
    }

    func node(_ name: NodeName, _ state: NodeState, cores: Int, first: Int, memory: ByteCount) -> ComputeNode {
        ComputeNode(
            name: name, state: state, since: now, cores: (0..<cores).map { (first + $0) % Self.processors },
            memory: memory)
    }

    mutating func delete(_ name: ComputeName) throws -> Deletion {
        guard name != Compute.localName else {
            throw AtelierError(
                .invalidState, "the built-in compute 'local' cannot be deleted", subject: "compute local")
        }
        let index = try index(ofCompute: name)
        let busy = jobs.filter { $0.job.compute == name && !$0.job.status.isFinal }
        guard busy.isEmpty else {
            throw AtelierError(
                .invalidState,
                "compute '\(name)' is busy with \(busy.count == 1 ? "1 job" : "\(busy.count) jobs"): \(busy[0].name)"
                    + (busy.count > 1 ? " and others" : ""),
                hint: "cancel them or wait for their end", subject: "compute \(name)")
        }
        let gone = computes[index]
        return discard("compute", name.rawValue, before: gone.spec.summary) { world in
            world.computes.removeAll { $0.name == name }
            return { $0.computes.insert(gone, at: min(index, $0.computes.count)) }
        }
    }

    mutating func drain(_ name: ComputeName, _ change: DrainChange) throws -> Compute {
        let index = try index(ofCompute: name)
        let before = computes[index].drain ?? Drain()
        if let node = change.node, !computes[index].nodes.contains(where: { $0.name == node }) {
            throw AtelierError(
                .notFound, "compute '\(name)' has no node '\(node.rawValue.neutralised)'",
                hint: Self.suggestion(node.rawValue, computes[index].nodes.map(\.name.rawValue)),
                subject: "compute \(name)")
        }
        let after = before.changed(change.node, isDraining: change.isDraining)
        guard after != before else { return computes[index] }
        computes[index].drain = after.isEmpty ? nil : after
        for node in computes[index].nodes.indices {
            computes[index].nodes[node].isDraining = after.holds(computes[index].nodes[node].name)
        }
        note(
            change.isDraining ? "compute.draining" : "compute.undrained", "compute", name.rawValue,
            message: change.node.map { "node \($0)" }, before: before.summary, after: after.summary)
        return computes[index]
    }

    mutating func setStopped(_ isStopped: Bool, _ name: ComputeName) throws -> Compute {
        let index = try index(ofCompute: name)
        guard computes[index].spec.type == .computeInstance else {
            throw AtelierError(
                .invalidArgument, "compute '\(name)' is no compute instance: it cannot be started or stopped",
                hint: "'atelier compute drain --name \(name)' has it take no new jobs", subject: "compute \(name)")
        }
        guard (computes[index].isStopped == true) != isStopped else { return computes[index] }
        if isStopped { for job in computes[index].nodes.compactMap(\.job) { _ = try end(job, isKill: false) } }
        computes[index].isStopped = isStopped
        note(isStopped ? "compute.stopped" : "compute.started", "compute", name.rawValue)
        return computes[index]
    }

    /// What the box of the demonstration has.
    static let processors = 16
    static let memory = ByteCount.gibibytes(64)
}

extension Drain {
    fileprivate var summary: JSONValue {
        [
            "draining": .bool(isWhole),
            "draining_nodes": .array(nodes.sorted().map { .string($0.rawValue) }),
        ]
    }
}

extension ComputeSpec {
    fileprivate var summary: JSONValue {
        [
            "size": .string(size), "min_instances": .int(Int64(minInstances)),
            "max_instances": .int(Int64(maxInstances)),
        ]
    }
}
