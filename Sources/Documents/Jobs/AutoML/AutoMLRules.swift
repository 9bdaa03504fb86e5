import Domain

/// What one field of an AutoML job says about another, and about the columns of its data.
struct AutoMLRules {
    let draft: AutoMLJobDocument.Draft
    let root: DocumentNode
    let reading: Reading

    func check() {
        checkHowTrialsAreJudged()
        checkTask()
        checkRoles()
        checkColumns()
        checkTimes()
    }

    // MARK: Data

    /// Trials are judged in one way.
    private func checkHowTrialsAreJudged() {
        let folds = draft.foldCount == nil ? nil : "n_cross_validations"
        let pairs: [(String?, String?)] = [
            ("validation_data", "validation_data_size"), ("validation_data", folds),
            ("validation_data", "cv_split_column_names"), ("validation_data_size", "cv_split_column_names"),
            (folds, "cv_split_column_names"), ("test_data", "test_data_size"),
        ]
        for (one, other) in pairs {
            guard let first = one.flatMap(entry), let second = other.flatMap(entry) else { continue }
            let isInOrder = first.position.isBefore(second.position)
            reading.refuse(isInOrder ? second : first, besides: isInOrder ? first : second)
        }
    }

    private func entry(_ name: String) -> DocumentEntry? {
        root.entry(name).flatMap { $0.value.isNull ? nil : $0 }
    }

    // MARK: Task

    private func checkTask() {
        guard let task = draft.task, let place = root["task"]?.position.named(in: reading.source) else { return }
        for (field, wanted) in [("positive_label", AutoMLWork.Task.classification), ("forecasting", .forecasting)] {
            guard task != wanted, let entry = entry(field) else { continue }
            reading.diagnostics.error(
                "\"\(field)\" is for \(wanted.rawValue), and the task (\(place)) is \(task.rawValue)", at: entry.position)
        }
        if task == .forecasting, root["forecasting"] == nil {
            reading.diagnostics.error(
                "a forecasting job needs \"forecasting\"", at: root.position,
                hint: "write forecasting: {time_column_name: …}")
        }
    }

    private func checkTimes() {
        guard let trial = draft.limits.trialTimeoutMinutes, let whole = draft.limits.timeoutMinutes, trial > whole,
            let node = root["limits"]?["trial_timeout_minutes"], root["limits"]?["timeout_minutes"] != nil
        else { return }
        reading.diagnostics.warning(
            "\"trial_timeout_minutes\" is \(trial), more than the \(whole) of \"timeout_minutes\"", at: node.position)
    }

    // MARK: Columns

    /// A field and the columns that it names.
    private var named: [(field: String, column: String, position: SourcePosition)] {
        let forecasting = root["forecasting"]
        let imputed = root["featurization"]?["transformer_params"]?.entries?.flatMap { $0.value.items ?? [] } ?? []
        let nodes: [(String, DocumentNode?)] = [
            ("target_column_name", root["target_column_name"]), ("weight_column_name", root["weight_column_name"]),
            ("cv_split_column_names", root["cv_split_column_names"]),
            ("time_column_name", forecasting?["time_column_name"]),
            ("time_series_id_column_names", forecasting?["time_series_id_column_names"]),
            ("features_unknown_at_forecast_time", forecasting?["features_unknown_at_forecast_time"]),
        ] + imputed.map { ("fields", $0["fields"]) }
        let typed = root["featurization"]?["column_name_and_types"]?.entries ?? []
        return nodes.flatMap { field, node in
            (node?.items ?? [node].compactMap { $0 }).compactMap { item in
                item.scalar.map { (field, $0.text, item.position) }
            }
        } + typed.map { ("column_name_and_types", $0.key, $0.position) }
    }

    /// One column has one part to play.
    private func checkRoles() {
        let parts: Set = [
            "target_column_name", "weight_column_name", "cv_split_column_names", "time_column_name",
            "time_series_id_column_names",
        ]
        var seen: [String: (field: String, position: SourcePosition)] = [:]
        for name in named where parts.contains(name.field) && !name.column.isEmpty {
            guard let first = seen[name.column] else {
                seen[name.column] = (name.field, name.position)
                continue
            }
            guard first.field != name.field else { continue }
            reading.diagnostics.error(
                "\"\(name.field)\" is \"\(name.column)\", which is \"\(first.field)\" already "
                    + "(\(first.position.named(in: reading.source)))", at: name.position)
        }
    }

    /// Data on this box says which columns there are.
    private func checkColumns() {
        guard let columns = draft.trainingData?.columns else { return }
        let shown = reading.shownName(of: columns.file)
        for name in named where !name.column.isEmpty {
            guard let problem = columns.problem(with: name.column, shownAs: shown) else { continue }
            reading.diagnostics.error(problem.message, at: name.position, hint: problem.hint)
        }
        checkOthers(columns)
    }

    /// Data to judge by has the target too.
    private func checkOthers(_ training: TableColumns) {
        for (field, data) in [("validation_data", draft.validationData), ("test_data", draft.testData)] {
            guard let columns = data?.columns, training.names.contains(draft.targetColumn),
                let problem = columns.problem(
                    with: draft.targetColumn, shownAs: reading.shownName(of: columns.file))
            else { continue }
            reading.diagnostics.error(
                problem.message, at: (root[field]?["path"] ?? root).position, hint: "it has no target to be judged by")
        }
    }
}
