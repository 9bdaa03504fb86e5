/// What of a compute takes no new jobs because somebody said so. What runs there comes to its end.
package struct Drain: Codable, Sendable, Hashable {
    /// All of it, whatever nodes it has or will have.
    package var isWhole: Bool
    package var nodes: Set<NodeName>

    package init(isWhole: Bool = false, nodes: Set<NodeName> = []) {
        self.isWhole = isWhole
        self.nodes = nodes
    }

    package var isEmpty: Bool { !isWhole && nodes.isEmpty }

    package func holds(_ node: NodeName) -> Bool { isWhole || nodes.contains(node) }

    /// With one node added or taken back; without a node, all of the compute, and taking that back takes all back.
    package func changed(_ node: NodeName?, isDraining: Bool) -> Drain {
        var drain = self
        switch (node, isDraining) {
        case (let node?, true): drain.nodes.insert(node)
        case (let node?, false): drain.nodes.remove(node)
        case (nil, true): drain.isWhole = true
        case (nil, false): drain = Drain()
        }
        return drain
    }
}
