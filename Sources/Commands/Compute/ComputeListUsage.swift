import ArgumentParser
import ControlAPI
import Domain

struct ComputeListUsage: Verb {
    static let configuration = CommandConfiguration.verb(
        "list-usage", "List what the nodes of a workspace take of the box: its cores and memory are the quota.",
        example: "atelier compute list-usage --output table")

    @Option(name: .shortAndLong, help: "Accepted; there is one box.")
    var location: String?
    @OptionGroup var global: GlobalOptions

    func perform(in session: Session) async throws -> Answer {
        let open = try await session.open(global)
        let computes = try await open.call(ComputeRoutes.list)
        // The built-in compute has all of the box, on each of its nodes.
        guard let whole = computes.first(where: { $0.name == Compute.localName })?.nodes.first else { return Answer([]) }
        return Answer(
            .array(Usage.lines(of: computes, cores: whole.cores.count, memory: whole.memory)), columns: Self.columns)
    }

    private static let columns = [
        Column("Name", "name.localized_value"), Column("Used", "current_value"), Column("Limit", "limit"),
        Column("Unit", "unit"),
    ]

    /// A line of `az ml compute list-usage`.
    enum Usage {
        static func lines(of computes: [Compute], cores: Int, memory: ByteCount) -> [JSONValue] {
            let busy = computes.flatMap { compute in compute.nodes.filter { $0.job != nil }.map { (compute, $0) } }
            let used = Set(busy.flatMap { $0.1.cores }).count
            var lines = [
                line("cores", "Cores of the box with a job on them", used, of: cores, "Count"),
                line(
                    "memoryGiB", "Memory promised to nodes with a job",
                    Int(busy.reduce(Int64(0)) { $0 + $1.1.memory.bytes } >> 30), of: Int(memory.bytes >> 30), "GiB"),
            ]
            for (family, owned) in Dictionary(grouping: computes, by: { VMSize.named($0.spec.size)?.family })
                .compactMap({ key, value in key.map { ($0, value) } }).sorted(by: { $0.0 < $1.0 })
            {
                let nodes = owned.flatMap(\.nodes)
                lines.append(
                    line(
                        "standard\(family)Family", "Standard \(family) Family Cluster Dedicated vCPUs",
                        nodes.reduce(0) { $0 + $1.cores.count }, of: cores, "Count"))
            }
            for compute in computes {
                lines.append(
                    line(
                        compute.name.rawValue, "Nodes of \(compute.name) with a job",
                        compute.nodes.filter { $0.job != nil }.count, of: compute.spec.maxInstances, "Count"))
            }
            return lines
        }

        private static func line(_ name: String, _ words: String, _ used: Int, of limit: Int, _ unit: String) -> JSONValue {
            [
                "current_value": JSONValue(used), "limit": JSONValue(limit),
                "name": ["localized_value": .string(words), "value": .string(name)], "type": "Usage",
                "unit": .string(unit),
            ]
        }
    }
}
