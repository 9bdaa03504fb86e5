/// Text in Prometheus' exposition format, version 0.0.4: families one after the other, each with its help and type.
struct MetricsPage {
    enum Kind: String {
        case counter, gauge, histogram
    }

    static let contentType: StaticString = "text/plain; version=0.0.4; charset=utf-8"
    private(set) var text = ""

    /// Begins a family; its samples follow.
    mutating func family(_ name: String, _ kind: Kind, _ help: String) {
        text += "# HELP \(name) \(help)\n# TYPE \(name) \(kind.rawValue)\n"
    }

    mutating func sample(_ name: String, _ labels: [(String, String)], _ value: Int) {
        text += "\(name)\(Self.text(labels)) \(value)\n"
    }

    mutating func sample(_ name: String, _ labels: [(String, String)], _ value: Double) {
        text += "\(name)\(Self.text(labels)) \(Self.text(value))\n"
    }

    /// Buckets by their upper edges, the last without one; counts are of each bucket alone.
    mutating func histogram(
        _ name: String, _ labels: [(String, String)], edges: [Double], counts: [Int], sum: Double
    ) {
        var running = 0
        for (index, count) in counts.enumerated() {
            running += count
            let edge = index < edges.count ? Self.text(edges[index]) : "+Inf"
            sample("\(name)_bucket", labels + [("le", edge)], running)
        }
        sample("\(name)_sum", labels, sum)
        sample("\(name)_count", labels, running)
    }

    mutating func histogram(_ name: String, _ labels: [(String, String)], _ durations: DurationHistogram) {
        histogram(
            name, labels, edges: DurationHistogram.edges.map { Double($0) / 1e9 }, counts: durations.counts,
            sum: Double(durations.nanoseconds) / 1e9)
    }

    private static func text(_ labels: [(String, String)]) -> String {
        guard !labels.isEmpty else { return "" }
        let pairs = labels.map { name, value in
            let escaped = value.flatMap { character in
                switch character {
                case "\\": "\\\\"
                case "\"": "\\\""
                case "\n": "\\n"
                default: String(character)
                }
            }
            return "\(name)=\"\(String(escaped))\""
        }
        return "{\(pairs.joined(separator: ","))}"
    }

    /// Whole numbers without a fraction, as Prometheus' own clients write edges: `1`, `0.005`.
    private static func text(_ value: Double) -> String {
        value == value.rounded() && abs(value) < 1e15 ? String(Int64(value)) : String(value)
    }
}
