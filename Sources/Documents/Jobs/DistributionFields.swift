import Domain

/// `distribution`: which kind, and how many processes it has.
enum DistributionFields {
    enum Kind: String, CaseIterable {
        case pytorch, mpi, tensorflow

        /// The counts this kind has.
        var fields: Set<String> {
            switch self {
            case .pytorch, .mpi: ["process_count_per_instance"]
            case .tensorflow: ["worker_count", "parameter_server_count"]
            }
        }
    }

    struct Draft {
        var kind: Kind?
        var processes: Int?
        var workers: Int?
        var parameterServers: Int?
    }

    static var fields: [Field<Draft>] {
        [
            .choice("type", \.kind, required: true),
            .integer("process_count_per_instance", \.processes, in: 1...Self.mostProcesses),
            .integer("worker_count", \.workers, in: 1...Self.mostProcesses),
            .integer("parameter_server_count", \.parameterServers, in: 0...Self.mostProcesses),
        ]
    }

    static var outline: [FieldOutline] { fields.map(\.outline) + ofRay.map { FieldOutline($0, .refuses) } }

    /// Of a distribution that is refused whole.
    private static let ofRay = [
        "port", "address", "include_dashboard", "dashboard_port", "head_node_additional_args",
        "worker_node_additional_args",
    ]

    private static let mostProcesses = 1000
}

extension Reading {
    func distribution(_ node: DocumentNode) -> Distribution? {
        // Its own fields would all be unknown here.
        if let type = node["type"], type.scalar?.text.lowercased() == "ray" {
            diagnostics.error(
                "the distribution ray is not supported", at: type.position,
                hint: "use pytorch, mpi or tensorflow, or start ray in the command", code: .unsupported)
            return nil
        }
        var draft = DistributionFields.Draft()
        fill(&draft, from: node, with: DistributionFields.fields, noun: "\"distribution\"")
        guard let kind = draft.kind else { return nil }
        let others = DistributionFields.Kind.allCases.map(\.fields).reduce(Set()) { $0.union($1) }.subtracting(kind.fields)
        for entry in node.entries ?? [] where others.contains(entry.key) {
            diagnostics.error(
                "\"\(entry.key)\" is not a field of the distribution \(kind.rawValue)", at: entry.position,
                hint: "it has \(kind.fields.sorted().joined(separator: " and "))")
        }
        return switch kind {
        case .pytorch: .pytorch(processesPerNode: draft.processes ?? 1)
        case .mpi: .mpi(processesPerNode: draft.processes ?? 1)
        case .tensorflow: .tensorflow(workers: draft.workers, parameterServers: draft.parameterServers ?? 0)
        }
    }
}
