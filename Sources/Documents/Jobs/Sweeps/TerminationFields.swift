import Domain

/// `early_termination`: which policy ends a trial that does badly, and when it looks.
enum TerminationFields {
    enum Kind: String, CaseIterable {
        case bandit
        case medianStopping = "median_stopping"
        case truncationSelection = "truncation_selection"

        /// Besides `type`.
        var fields: [Field<Draft>] {
            let own: [Field<Draft>] =
                switch self {
                case .bandit: [.number("slack_factor", \.slackFactor), .number("slack_amount", \.slackAmount)]
                case .medianStopping: []
                case .truncationSelection: [.integer("truncation_percentage", \.percentage, in: 1...99, required: true)]
                }
            return own + [
                .integer("evaluation_interval", \.interval, in: 1...(.max)),
                .integer("delay_evaluation", \.delay, in: 0...(.max)),
            ]
        }
    }

    struct Draft {
        var kind: Kind?
        var slackFactor, slackAmount: Double?
        var percentage, interval, delay: Int?
    }

    private static var type: Field<Draft> {
        .value("type", \.kind, required: true) { reading, node in
            reading.word(node, "type", among: Kind.allCases.map(\.rawValue)).flatMap(Kind.init)
        }
    }

    static func fields(of kind: Kind) -> [Field<Draft>] { [type] + kind.fields }

    static var outline: [FieldOutline] {
        let own = [Kind.bandit, .truncationSelection].flatMap { $0.fields.dropLast(2) }
        return ([type] + own + Kind.medianStopping.fields).map { field in
            FieldOutline(field.name, .works, isRequired: field.name == "type")
        }
    }
}

extension Reading {
    func earlyTermination(_ node: DocumentNode) -> EarlyTermination? {
        let words = TerminationFields.Kind.allCases.map(\.rawValue)
        guard node.entries != nil else {
            diagnostics.error("\"early_termination\" must be a map of fields, not \(node.kind)", at: node.position)
            return nil
        }
        guard let type = node["type"], !type.isNull else {
            diagnostics.error(
                "field \"type\" of \"early_termination\" is missing", at: node.position,
                hint: "use one of: \(words.joined(separator: ", "))")
            return nil
        }
        guard let kind = word(type, "type", among: words).flatMap(TerminationFields.Kind.init) else { return nil }
        var draft = TerminationFields.Draft()
        fill(&draft, from: node, with: TerminationFields.fields(of: kind), noun: "\"early_termination\"")
        let policy: EarlyTermination.Policy? =
            switch kind {
            case .bandit: slack(draft, node)
            case .medianStopping: .medianStopping
            case .truncationSelection: draft.percentage.map { .truncation(percentage: $0) }
            }
        return policy.map { EarlyTermination(policy: $0, interval: draft.interval ?? 1, delay: draft.delay ?? 0) }
    }

    /// A bandit has one kind of slack, above 0.
    private func slack(_ draft: TerminationFields.Draft, _ node: DocumentNode) -> EarlyTermination.Policy? {
        if let factor = node.entry("slack_factor"), let amount = node.entry("slack_amount") {
            let (first, second) = factor.position.isBefore(amount.position) ? (factor, amount) : (amount, factor)
            refuse(second, besides: first)
            return nil
        }
        for (name, value) in [("slack_factor", draft.slackFactor), ("slack_amount", draft.slackAmount)] {
            guard let value else { continue }
            guard value > 0 else {
                diagnostics.error(
                    "\"\(name)\" is \(node[name]?.scalar?.text ?? "") and must be above 0", at: (node[name] ?? node).position)
                return nil
            }
            return name == "slack_factor" ? .banditFactor(value) : .banditAmount(value)
        }
        if node["slack_factor"] == nil, node["slack_amount"] == nil {
            diagnostics.error(
                "a bandit needs a \"slack_factor\" or a \"slack_amount\"", at: node.position,
                hint: "write slack_factor: 0.1 to end what is a tenth worse than the best")
        }
        return nil
    }

    /// Two entries of a document contradict each other: the later one is told, with the place of the other.
    func refuse(_ entry: DocumentEntry, besides other: DocumentEntry, hint: String? = "leave one of them out") {
        diagnostics.error(
            "\"\(entry.key)\" and \"\(other.key)\" (\(other.position.named(in: source))) exclude each other",
            at: entry.position, hint: hint)
    }
}
