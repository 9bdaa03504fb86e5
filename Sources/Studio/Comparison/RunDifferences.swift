/// What runs were run with, side by side.
struct RunDifferences: Sendable, Hashable {
    struct Row: Sendable, Hashable {
        let name: RunFacts.Name
        /// One a run, nil where it has none.
        let values: [String?]

        var differs: Bool { Set(values).count > 1 }
    }

    let rows: [Row]

    /// Of the runs that are known yet.
    init(_ facts: [RunFacts]) {
        var (order, seen): ([RunFacts.Name], Set<RunFacts.Name>) = ([], [])
        for name in facts.flatMap(\.order) where seen.insert(name).inserted { order.append(name) }
        let sorted = order.filter(\.isParameter).sorted { $0.text < $1.text } + order.filter { !$0.isParameter }
        rows = sorted.map { name in Row(name: name, values: facts.map { $0.values[name] }) }
    }

    var differing: [Row] { rows.filter(\.differs) }
}
