import Domain

/// `scale_settings` of an online deployment: Azure's two types, and `queue_time`, which is ours.
enum ScaleFields {
    enum Kind: String, CaseIterable {
        case `default`
        case targetUtilization = "target_utilization"
        case queueTime = "queue_time"
    }

    struct Draft {
        var kind = Kind.default
        var minInstances: Int?
        var maxInstances: Int?
        var percentage: Int?
        var pollingInterval: Int?
        var targetMilliseconds: Int?
        var idleAfter: Int?
    }

    static var fields: [Field<Draft>] {
        [
            .choice("type", \.kind, required: true),
            .integer("min_instances", \.minInstances, in: 0...50),
            .integer("max_instances", \.maxInstances, in: 1...50),
            .integer("target_utilization_percentage", \.percentage, in: 1...100),
            .integer("polling_interval", \.pollingInterval, in: 1...3600),
            .integer("target_queue_ms", \.targetMilliseconds, in: 1...180_000),
            .integer("idle_after", \.idleAfter, in: 1...604_800),
        ]
    }
}

extension Reading {
    /// Nil for `{type: default}`, which is what a managed deployment has, and for what cannot be.
    func scale(_ node: DocumentNode) -> ScaleSettings? {
        guard node.entries != nil else {
            diagnostics.error("\"scale_settings\" must be a map with a type", at: node.position)
            return nil
        }
        var draft = ScaleFields.Draft()
        fill(&draft, from: node, with: ScaleFields.fields, noun: "\"scale_settings\"")
        let rule: ScaleSettings.Rule
        switch draft.kind {
        case .default:
            pointOut(["min_instances", "max_instances", "idle_after"], in: node, of: draft.kind)
            pointOut(ScaleFields.ofUtilization + ScaleFields.ofQueueTime, in: node, of: draft.kind)
            return nil
        case .targetUtilization:
            pointOut(ScaleFields.ofQueueTime, in: node, of: draft.kind)
            rule = .targetUtilization(
                percentage: draft.percentage ?? 70, pollingInterval: draft.pollingInterval ?? 1)
        case .queueTime:
            pointOut(ScaleFields.ofUtilization, in: node, of: draft.kind)
            rule = .queueTime(targetMilliseconds: draft.targetMilliseconds ?? 20)
            if draft.maxInstances == nil {
                diagnostics.error("scale_settings of type queue_time have no max_instances", at: node.position)
            }
        }
        let least = draft.minInstances ?? 1
        let most = draft.maxInstances ?? max(1, least)
        if least > most {
            diagnostics.error(
                "\"min_instances\" is \(least), more than the \(most) of \"max_instances\"",
                at: node["min_instances"]?.position ?? node.position)
        }
        return ScaleSettings(
            rule: rule, minInstances: least, maxInstances: most, idleAfter: draft.idleAfter ?? 300)
    }

    private func pointOut(_ names: [String], in node: DocumentNode, of kind: ScaleFields.Kind) {
        for name in names {
            guard let value = node[name] else { continue }
            diagnostics.warning(
                "\"\(name)\" means nothing in scale_settings of type \(kind.rawValue)", at: value.position)
        }
    }
}

extension ScaleFields {
    fileprivate static let ofUtilization = ["target_utilization_percentage", "polling_interval"]
    fileprivate static let ofQueueTime = ["target_queue_ms"]
}
