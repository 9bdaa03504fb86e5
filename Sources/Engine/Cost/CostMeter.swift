import Domain
import FoundationEssentials

/// Adds up what nodes cost from what the journal tells of them: a node is paid for from the moment it is there until it
/// leaves. Pure.
struct CostMeter {
    private struct Node {
        var since: Date
        var seen: Date
        var count: Int
    }

    private var size: VMSize?
    private var nodes: [String: Node] = [:]
    private(set) var nodeHours = 0.0
    private(set) var cost = 0.0
    private(set) var since: Date?

    init(size: String? = nil) {
        self.size = size.flatMap(VMSize.named)
    }

    /// The nodes that are there.
    var names: [String] { Array(nodes.keys) }

    /// From now on every node is of this size.
    mutating func resize(to size: String, at time: Date) {
        let wanted = VMSize.named(size)
        guard wanted != self.size else { return }
        for (name, node) in nodes {
            pay(for: node, until: time)
            nodes[name]?.since = time
        }
        self.size = wanted
    }

    /// Something is told of a node, or of so many alike. One that begins anew was lost when it was heard of last: the
    /// engine had gone away.
    mutating func hear(of name: String, count: Int = 1, isNew: Bool, at time: Date) {
        since = since ?? time
        guard let node = nodes[name], !isNew || node.count != count else {
            if let lost = nodes[name] { pay(for: lost, until: lost.seen) }
            nodes[name] = Node(since: time, seen: time, count: count)
            return
        }
        guard node.count == count else {
            pay(for: node, until: time)
            nodes[name] = Node(since: time, seen: time, count: count)
            return
        }
        nodes[name]?.seen = time
    }

    mutating func end(_ name: String, at time: Date) {
        if let node = nodes.removeValue(forKey: name) { pay(for: node, until: time) }
    }

    /// Adds what is there until now; a node that is not among those there was lost when it was heard of last.
    mutating func close(present: Set<String>, at now: Date) {
        for (name, node) in nodes { pay(for: node, until: present.contains(name) ? now : node.seen) }
        nodes = [:]
    }

    private mutating func pay(for node: Node, until time: Date) {
        let hours = max(0, time.timeIntervalSince(node.since)) / 3600 * Double(node.count)
        nodeHours += hours
        cost += hours * (size?.pricePerHour ?? 0)
    }

    func line(_ kind: CostKind, _ name: String, isRunning: Bool) -> CostLine {
        CostLine(
            kind: kind, name: name, size: size?.name, nodeHours: nodeHours, cost: cost, isRunning: isRunning, since: since)
    }
}
