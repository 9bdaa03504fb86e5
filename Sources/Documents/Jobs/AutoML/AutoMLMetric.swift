import Domain

/// A metric that models are compared by.
struct AutoMLMetric {
    /// As MLflow keeps it: `AUC_weighted`.
    let key: String
    var isHigherBetter = true

    /// Azure's name in YAML: `auc_weighted`.
    var word: String { key.lowercased() }

    /// The first one is Azure's choice where nothing is said.
    static func all(of task: AutoMLWork.Task) -> [AutoMLMetric] {
        switch task {
        case .classification:
            [
                AutoMLMetric(key: "AUC_weighted"), AutoMLMetric(key: "accuracy"), AutoMLMetric(key: "norm_macro_recall"),
                AutoMLMetric(key: "average_precision_score_weighted"), AutoMLMetric(key: "precision_score_weighted"),
            ]
        case .regression, .forecasting:
            [
                AutoMLMetric(key: "normalized_root_mean_squared_error", isHigherBetter: false),
                AutoMLMetric(key: "spearman_correlation"), AutoMLMetric(key: "r2_score"),
                AutoMLMetric(key: "normalized_mean_absolute_error", isHigherBetter: false),
            ]
        }
    }
}

extension Reading {
    func metric(_ root: DocumentNode, _ task: AutoMLWork.Task) -> AutoMLMetric {
        let all = AutoMLMetric.all(of: task)
        // Without a known task nobody can tell.
        guard let node = root["primary_metric"], !node.isNull, root["task"].map({ hasTask($0) }) == true,
            let word = word(node, "primary_metric", among: all.map(\.word))
        else { return all[0] }
        return all.first { $0.word == word } ?? all[0]
    }

    private func hasTask(_ node: DocumentNode) -> Bool {
        GrammarCheck.accepts(node.scalar?.text ?? "", AutoMLWork.Task.allCases.map(\.rawValue), .camelCase)
    }
}
