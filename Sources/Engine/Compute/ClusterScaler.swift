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
        /// How long an instance may be without a job before it is stopped; nil for as long as it likes.
        package var idleShutdown: Duration?
        package var nodes: [ComputeNode]
        /// Waiting jobs, first come first.
        package var queue: [WaitingJob]
        /// All of the cluster takes no new jobs, whatever its nodes; a node alone is marked as draining.
        package var isDraining: Bool
        /// It has no nodes until somebody starts it.
        package var isStopped: Bool
        /// The nodes it has, whatever waits; empty for a cluster that grows and shrinks.
        package var fixed: [NodeName]

        package init(
            name: ComputeName, minimum: Int, maximum: Int, idleTime: Duration, nodes: [ComputeNode] = [],
            queue: [WaitingJob] = [], isDraining: Bool = false, isStopped: Bool = false, fixed: [NodeName] = []
        ) {
            self.name = name
            self.minimum = minimum
            self.maximum = maximum
            self.idleTime = idleTime
            self.nodes = nodes
            self.queue = queue
            self.isDraining = isDraining
            self.isStopped = isStopped
            self.fixed = fixed
        }
    }

    package enum Action: Sendable, Hashable {
        /// A job of several nodes gets all of them in one action.
        case assign(JobName, to: NodeName, and: [NodeName] = [])
        case add(NodeName)
        case retire(NodeName)
    }

    /// Actions in the order they are to be done.
    package static func actions(for situation: Situation, at now: Date) -> [Action] {
        if situation.isStopped { return situation.nodes.filter { $0.state == .idle }.map { .retire($0.name) } }
        // A draining node stays, and counts: taking it away would have another started in its place.
        var idle = situation.nodes.filter { $0.state == .idle && !$0.isDraining }.sorted { $0.name < $1.name }
        let queue = situation.isDraining ? [] : situation.queue.filter { $0.nodes <= situation.maximum }
        guard situation.fixed.isEmpty else { return fixedActions(idle: idle, queue: queue, in: situation) }
        let present = situation.nodes.filter { $0.state != .leaving && $0.state != .unusable }
        var actions: [Action] = []

        // A shrunk cluster gives no job to the nodes it has too many of.
        let surplus = max(0, present.count - situation.maximum)
        let (assigned, unserved) = assignments(of: queue, to: idle.dropLast(min(surplus, idle.count)).map(\.name))
        actions += assigned.actions
        idle.removeFirst(assigned.nodes)

        let preparing = present.filter { $0.state == .preparing && !$0.isDraining }.count
        let missing = max(0, unserved - preparing)
        let wanted = min(situation.maximum, max(situation.minimum, present.count + missing - idle.count))
        if wanted > present.count {
            actions += freeNames(wanted - present.count, in: situation).map(Action.add)
        }
        var count = present.count
        for node in idle.reversed() where count > situation.minimum {
            // What waits for several nodes keeps those there are.
            guard count > situation.maximum || unserved == 0 && isDue(node, situation, now) else { continue }
            actions.append(.retire(node.name))
            count -= 1
        }
        return actions
    }

    /// Nodes of other names are left from a box that had more of them: they end what they run, and go.
    private static func fixedActions(idle: [ComputeNode], queue: [WaitingJob], in situation: Situation) -> [Action] {
        let names = Set(situation.nodes.map(\.name))
        let isFixed = Set(situation.fixed).contains
        return assignments(of: queue, to: idle.map(\.name).filter(isFixed)).0.actions
            + situation.fixed.filter { !names.contains($0) }.map(Action.add)
            + situation.nodes.filter { $0.state == .idle && !isFixed($0.name) }.map { .retire($0.name) }
    }

    /// Strictly in the queue's order: a job gets all the nodes it needs or none, and those behind it wait until it has
    /// them, so that small jobs cannot keep a large one waiting for ever. Returns the nodes given away, and how many the
    /// others need.
    private static func assignments(
        of queue: [WaitingJob], to idle: [NodeName]
    ) -> ((actions: [Action], nodes: Int), unserved: Int) {
        var actions: [Action] = []
        var free = idle[...]
        for (index, waiting) in queue.enumerated() {
            guard waiting.nodes <= free.count, let first = free.first else {
                let given = idle.count - free.count
                return ((actions, given), queue[index...].reduce(0) { $0 + $1.nodes })
            }
            actions.append(.assign(waiting.job, to: first, and: Array(free.prefix(waiting.nodes).dropFirst())))
            free.removeFirst(waiting.nodes)
        }
        return ((actions, idle.count - free.count), 0)
    }

    /// When the next idle node is to go, if nothing else happens; nil when none will.
    package static func nextRetirement(in situation: Situation) -> Date? {
        guard !situation.isStopped, situation.nodes.count > situation.minimum else { return nil }
        guard situation.isDraining || situation.queue.allSatisfy({ $0.nodes > situation.maximum }) else { return nil }
        return situation.nodes.filter { $0.state == .idle && !$0.isDraining }.map { $0.since + situation.idleTime.seconds }.min()
    }

    /// When an instance is to be stopped because nobody uses it, if nothing else happens; nil while it is used.
    package static func shutdown(of situation: Situation) -> Date? {
        guard let idle = situation.idleShutdown, !situation.isStopped, situation.queue.isEmpty,
            !situation.nodes.isEmpty, situation.nodes.allSatisfy({ $0.state == .idle })
        else { return nil }
        return situation.nodes.map(\.since).max().map { $0 + idle.seconds }
    }

    /// Why the job at a place of the queue waits, for a person.
    package static func reason(at position: Int, in situation: Situation) -> String {
        if situation.isStopped {
            return "waiting: \(situation.name) is stopped, 'atelier compute start --name \(situation.name)' starts it"
        }
        if situation.isDraining { return "waiting: \(situation.name) is draining" }
        let needed = situation.queue.indices.contains(position) ? situation.queue[position].nodes : 1
        if needed > situation.maximum {
            return "waiting: needs \(needed) nodes at once, \(situation.name) has at most \(situation.maximum)"
        }
        let ahead = situation.queue.prefix(position).filter { $0.nodes <= situation.maximum }.count
        if ahead > 0 { return "waiting: \(Counted.text(ahead, "job")) \(ahead == 1 ? "is" : "are") ahead" }
        let running = situation.nodes.compactMap(\.job).reduce(into: [JobName]()) { if !$0.contains($1) { $0.append($1) } }
        let draining = situation.nodes.filter(\.isDraining)
        if draining.count >= situation.maximum { return "waiting: every node of \(situation.name) is draining" }
        if situation.nodes.contains(where: { $0.state == .preparing && !$0.isDraining }) {
            return "waiting: a node of \(situation.name) is being prepared"
        }
        if needed > 1 {
            let free = situation.nodes.filter { $0.state == .idle && !$0.isDraining }.count
            return "waiting: needs \(needed) nodes of \(situation.name) at once, \(free) \(free == 1 ? "is" : "are") free"
                + (running.isEmpty ? "" : ", running \(listed(running))")
        }
        guard !running.isEmpty, situation.nodes.count >= situation.maximum else {
            return "waiting: \(situation.name) is about to take it"
        }
        return "waiting: \(situation.name) is at its maximum of \(Counted.text(situation.maximum, "node")), "
            + "running \(listed(running))"
            + (draining.isEmpty ? "" : "; \(listed(draining.map(\.name))) \(draining.count == 1 ? "is" : "are") draining")
    }

    private static func isDue(_ node: ComputeNode, _ situation: Situation, _ now: Date) -> Bool {
        now >= node.since + situation.idleTime.seconds
    }

    private static func freeNames(_ count: Int, in situation: Situation) -> [NodeName] {
        let taken = Set(situation.nodes.map(\.name))
        let names = (0...).lazy.map { NodeName("\(situation.name)-\($0)") }.filter { !taken.contains($0) }
        return Array(names.prefix(count))
    }

    private static func listed<Noun>(_ names: [Identifier<Noun>]) -> String {
        let shown = names.prefix(3).map(\.rawValue).joined(separator: ", ")
        return names.count > 3 ? "\(shown) and \(names.count - 3) more" : shown
    }
}

extension Duration {
    var seconds: Double {
        Double(components.seconds) + Double(components.attoseconds) * 1e-18
    }
}
