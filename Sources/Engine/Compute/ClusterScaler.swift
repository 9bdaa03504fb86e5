package import Domain
package import FoundationEssentials

/// Decides what a cluster does next: which job goes to which node, which nodes are added and which go. Pure.
package struct ClusterScaler: Sendable {
    /// Everything the decision rests on.
    package struct Situation: Sendable {
        package var name: ComputeName
        package var minimum: Int
        package var maximum: Int
        package var idleTime: Duration
        package var nodes: [ComputeNode]
        /// Waiting jobs, first come first.
        package var queue: [JobName]

        package init(
            name: ComputeName, minimum: Int, maximum: Int, idleTime: Duration, nodes: [ComputeNode] = [],
            queue: [JobName] = []
        ) {
            self.name = name
            self.minimum = minimum
            self.maximum = maximum
            self.idleTime = idleTime
            self.nodes = nodes
            self.queue = queue
        }
    }

    package enum Action: Sendable, Hashable {
        case assign(JobName, to: NodeName)
        case add(NodeName)
        case retire(NodeName)
    }

    /// Actions in the order they are to be done.
    package static func actions(for situation: Situation, at now: Date) -> [Action] {
        var idle = situation.nodes.filter { $0.state == .idle }.sorted { $0.name < $1.name }
        let present = situation.nodes.filter { $0.state != .leaving && $0.state != .unusable }
        var actions: [Action] = []

        let free = min(idle.count, situation.queue.count)
        // A shrunk cluster gives no job to the nodes it has too many of.
        let surplus = max(0, present.count - situation.maximum)
        let assigned = max(0, min(free, idle.count - surplus))
        for (job, node) in zip(situation.queue, idle.prefix(assigned)) {
            actions.append(.assign(job, to: node.name))
        }
        idle.removeFirst(assigned)

        let preparing = present.filter { $0.state == .preparing }.count
        let unserved = max(0, situation.queue.count - assigned - preparing)
        let wanted = min(situation.maximum, max(situation.minimum, present.count + unserved - idle.count))
        if wanted > present.count {
            actions += freeNames(wanted - present.count, in: situation).map(Action.add)
        }
        var count = present.count
        for node in idle.reversed() where count > situation.minimum {
            guard count > situation.maximum || isDue(node, situation, now) else { continue }
            actions.append(.retire(node.name))
            count -= 1
        }
        return actions
    }

    /// When the next idle node is to go, if nothing else happens; nil when none will.
    package static func nextRetirement(in situation: Situation) -> Date? {
        guard situation.nodes.count > situation.minimum else { return nil }
        return situation.nodes.filter { $0.state == .idle }.map { $0.since + situation.idleTime.seconds }.min()
    }

    /// Why the job at a place of the queue waits, for a person.
    package static func reason(at position: Int, in situation: Situation) -> String {
        if position > 0 {
            return position == 1 ? "waiting: 1 job is ahead" : "waiting: \(position) jobs are ahead"
        }
        let running = situation.nodes.compactMap(\.job)
        if situation.nodes.contains(where: { $0.state == .preparing }) {
            return "waiting: a node of \(situation.name) is being prepared"
        }
        guard !running.isEmpty, situation.nodes.count >= situation.maximum else {
            return "waiting: \(situation.name) is about to take it"
        }
        return "waiting: \(situation.name) is at its maximum of \(Counted.text(situation.maximum, "node")), "
            + "running \(listed(running))"
    }

    private static func isDue(_ node: ComputeNode, _ situation: Situation, _ now: Date) -> Bool {
        now >= node.since + situation.idleTime.seconds
    }

    private static func freeNames(_ count: Int, in situation: Situation) -> [NodeName] {
        let taken = Set(situation.nodes.map(\.name))
        let names = (0...).lazy.map { NodeName("\(situation.name)-\($0)") }.filter { !taken.contains($0) }
        return Array(names.prefix(count))
    }

    private static func listed(_ jobs: [JobName]) -> String {
        let shown = jobs.prefix(3).map(\.rawValue).joined(separator: ", ")
        return jobs.count > 3 ? "\(shown) and \(jobs.count - 3) more" : shown
    }
}

extension Duration {
    var seconds: Double {
        Double(components.seconds) + Double(components.attoseconds) * 1e-18
    }
}
