import Domain

/// `sampling_algorithm`: a word, or a map that says more.
enum SamplingFields {
    enum Kind: String, CaseIterable {
        case random, grid, bayesian
    }

    struct Draft {
        var kind: Kind?
        var rule = SweepSampling.Rule.random
        var seed: Int?
        var logBase: Double?
    }

    /// Those of one kind; all of them where nothing says which.
    static func fields(of kind: Kind?) -> [Field<Draft>] {
        let type = Field<Draft>.choice("type", \.kind, required: true)
        guard kind == nil || kind == .random else { return [type] }
        return [
            type, .choice("rule", \.rule), .integer("seed", \.seed, in: .min ... .max),
            .value("logbase", \.logBase) { $0.logBase($1) },
        ]
    }

    static var outline: [FieldOutline] { fields(of: nil).map(\.outline) }
}

extension Reading {
    func sampling(_ node: DocumentNode) -> SweepSampling? {
        var draft = SamplingFields.Draft()
        if node.entries != nil {
            let kind = node["type"]?.scalar.flatMap { SamplingFields.Kind(rawValue: $0.text.lowercased()) }
            fill(&draft, from: node, with: SamplingFields.fields(of: kind), noun: "\"sampling_algorithm\"")
        } else {
            draft.kind = choice(node, "sampling_algorithm")
        }
        return switch draft.kind {
        case .random: .random(rule: draft.rule, seed: draft.seed, logBase: draft.logBase)
        case .grid: .grid
        case .bayesian: .bayesian
        case nil: nil
        }
    }

    /// A number, or `e`.
    fileprivate func logBase(_ node: DocumentNode) -> Double? {
        guard node.scalar?.text != "e", let base = number(node, "logbase") else { return nil }
        guard base > 0, base != 1 else {
            diagnostics.error(
                "\"logbase\" is \(node.scalar?.text ?? "") and must be above 0 and not 1", at: node.position,
                hint: "write e, or a number such as 10")
            return nil
        }
        return base
    }
}
