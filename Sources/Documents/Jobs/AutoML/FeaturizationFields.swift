import Domain

/// `featurization` of an AutoML job.
enum FeaturizationFields {
    private static let transformers = [
        "text_target_encoder", "one_hot_encoder", "cat_target_encoder", "tf_idf", "wo_e_target_encoder", "label_encoder",
        "word_embedding", "naive_bayes", "count_vectorizer", "hash_one_hot_encoder",
    ]

    static var fields: [Field<AutoMLFeaturization>] {
        [
            .choice("mode", \.mode),
            .value("blocked_transformers", \.blockedTransformers) { reading, node in
                reading.words(node, "blocked_transformers", among: transformers)?.map(\.text)
            },
            .custom("column_name_and_types") { $0.purposes = $2.purposes($1.value) },
            .custom(
                "transformer_params",
                children: [FieldOutline("<name>", .works, children: imputer.map(\.outline))]
            ) { $0.imputations = $2.transformerSettings($1.value) },
            .ignored("dataset_language"), .ignored("enable_dnn_featurization", unless: ["false", "no", "off"]),
        ]
    }

    /// One item of `transformer_params.imputer`.
    struct ImputerDraft {
        var columns: [String] = []
        var strategy: AutoMLFeaturization.Imputation.Strategy?
        var fill: Double?
    }

    static var imputer: [Field<ImputerDraft>] {
        [
            .value("fields", \.columns, required: true) { $0.columns($1, "fields") },
            .group("parameters", [.choice("strategy", \.strategy, required: true), .number("fill_value", \.fill)]).asRequired,
        ]
    }
}

extension Reading {
    func featurization(_ node: DocumentNode) -> AutoMLFeaturization {
        var settings = AutoMLFeaturization()
        fill(&settings, from: node, with: FeaturizationFields.fields, noun: "\"featurization\"")
        let own = ["blocked_transformers", "column_name_and_types", "transformer_params"].compactMap { node.entry($0) }
        if settings.mode == .off {
            for entry in own {
                diagnostics.warning("\"\(entry.key)\" means nothing with the mode off", at: entry.position)
            }
        } else if node["mode"] == nil, !own.isEmpty {
            settings.mode = .custom
        }
        return settings
    }

    /// Words of a closed list, each with its place.
    func words(_ node: DocumentNode, _ field: String, among words: [String]) -> [PlacedWord]? {
        guard let items = node.items else {
            diagnostics.error("\"\(field)\" must be a list, not \(node.kind)", at: node.position)
            return nil
        }
        return items.compactMap { item in
            word(item, field, among: words).map { PlacedWord(text: $0, position: item.position) }
        }
    }

    fileprivate func purposes(_ node: DocumentNode) -> [String: AutoMLFeaturization.Purpose] {
        guard let entries = node.entries else {
            diagnostics.error(
                "\"column_name_and_types\" must be a map of columns and types, not \(node.kind)", at: node.position)
            return [:]
        }
        let all = AutoMLFeaturization.Purpose.allCases
        var purposes: [String: AutoMLFeaturization.Purpose] = [:]
        for entry in entries {
            guard let text = text(entry.value, entry.key) else { continue }
            let plain = text.lowercased().replacing("_", with: "")
            if let purpose = all.first(where: { $0.rawValue.lowercased() == plain }) {
                purposes[entry.key] = purpose
            } else {
                reportChoice(text, "column_name_and_types", among: all.map(\.rawValue), at: entry.value.position)
            }
        }
        return purposes
    }

    fileprivate func transformerSettings(_ node: DocumentNode) -> [AutoMLFeaturization.Imputation] {
        guard let entries = node.entries else {
            diagnostics.error("\"transformer_params\" must be a map of transformers, not \(node.kind)", at: node.position)
            return []
        }
        let known = ["imputer", "tf_idf", "hash_one_hot_encoder"]
        return entries.flatMap { entry -> [AutoMLFeaturization.Imputation] in
            switch known.first(where: { GrammarCheck.accepts(entry.key, [$0], .camelCase) }) {
            case "imputer": return imputations(entry)
            case .some:
                diagnostics.warning(
                    "settings of the transformer \"\(entry.key)\" are not supported yet and are ignored", at: entry.position)
            case nil: reportChoice(entry.key, "transformer_params", among: known, at: entry.position)
            }
            return []
        }
    }

    private func imputations(_ entry: DocumentEntry) -> [AutoMLFeaturization.Imputation] {
        guard let items = entry.value.items else {
            diagnostics.error("\"\(entry.key)\" must be a list, not \(entry.value.kind)", at: entry.value.position)
            return []
        }
        return items.compactMap { item in
            var draft = FeaturizationFields.ImputerDraft()
            fill(&draft, from: item, with: FeaturizationFields.imputer, noun: "\"\(entry.key)\"")
            guard let strategy = draft.strategy, let place = item["parameters"]?["strategy"] else { return nil }
            let fill = item["parameters"]?.entry("fill_value")
            if strategy == .constant, fill == nil {
                diagnostics.error("the strategy constant needs a \"fill_value\"", at: place.position)
            } else if strategy != .constant, let fill {
                diagnostics.warning("\"fill_value\" means nothing with the strategy \(strategy.rawValue)", at: fill.position)
            }
            return AutoMLFeaturization.Imputation(
                columns: draft.columns, strategy: strategy, fill: strategy == .constant ? draft.fill : nil)
        }
    }
}
