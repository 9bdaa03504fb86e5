package import Domain

/// An AutoML job for tables (`autoMLJob.schema.json`): classification, regression and forecasting.
package enum AutoMLJobDocument: Document {
    package struct Draft: JobDraft {
        package var spec: JobSpec
        package var queue = QueueSettings()
        var task: AutoMLWork.Task?
        var targetColumn = ""
        var trainingData, validationData, testData: TableInput?
        var validationShare, testShare: Double?
        var foldCount: Int?
        var splitColumns: [String] = []
        var weightColumn, positiveLabel: String?
        var featurization = AutoMLFeaturization()
        var training = TrainingDraft()
        var forecasting: ForecastingSettings?
        var limits = AutoMLLimits()
        var outputs: [String: JobOutput] = [:]
        var instanceType: String?
        var seed: Int?
    }

    package static let noun = "AutoML job"
    package static let schemas: Set<String> = ["automljob"]

    package static func blank() -> Draft {
        Draft(spec: JobSpec(work: .command(CommandWork(command: "", environment: .inline(EnvironmentSpec())))))
    }

    package static var fields: [Field<Draft>] {
        [Field<Draft>.readOnly("$schema"), .type(.automl)] + Field<Draft>.heads + data + settings + Field<Draft>.shown
    }

    /// What is to be learnt, and from which data.
    private static var data: [Field<Draft>] {
        [
            .value("task", \.task, required: true) { reading, node in
                reading.word(node, "task", among: AutoMLWork.Task.allCases.map(\.rawValue)).flatMap(AutoMLWork.Task.init)
            },
            .text("target_column_name", \.targetColumn, required: true),
            // The task says which there are: they are read when it is known.
            .custom("primary_metric") { _, _, _ in },
            .table("training_data", \.trainingData, required: true),
            .table("validation_data", \.validationData),
            .table("test_data", \.testData),
            .share("validation_data_size", \.validationShare),
            .share("test_data_size", \.testShare),
            .value("n_cross_validations", \.foldCount) { $0.automatic($1, "n_cross_validations", in: 2...100) },
            .value("cv_split_column_names", \.splitColumns) { $0.textList($1, "cv_split_column_names") },
            .text("weight_column_name", \.weightColumn),
            .text("positive_label", \.positiveLabel),
        ]
    }

    /// How it is learnt.
    private static var settings: [Field<Draft>] {
        [
            .custom("featurization", children: FeaturizationFields.fields.map(\.outline)) { draft, entry, reading in
                draft.featurization = reading.featurization(entry.value)
            },
            .custom("training", children: TrainingDraft.fields.map(\.outline)) { draft, entry, reading in
                reading.fill(&draft.training, from: entry.value, with: TrainingDraft.fields, noun: "\"training\"")
            },
            .custom("forecasting", children: ForecastingFields.fields.map(\.outline)) { draft, entry, reading in
                var settings = ForecastingSettings(timeColumn: "")
                reading.fill(&settings, from: entry.value, with: ForecastingFields.fields, noun: "\"forecasting\"")
                draft.forecasting = settings
            },
            .group("limits", limits),
            .custom("outputs", children: JobOutputFields.outline) { draft, entry, reading in
                draft.outputs = reading.bestModel(entry.value)
            },
            .group(
                "resources",
                [
                    .ignored("instance_count", unless: ["1"]), .size("instance_type", \.instanceType).kept,
                    .ignored("shm_size"), .ignored("docker_args"), .ignored("locations"), .ignored("max_instance_count"),
                    .ignored("properties"),
                ]),
            .queueSettings,
            .integer("seed", \.seed, in: .min ... .max),
            .ignored("log_verbosity", unless: ["info", "not_set", "notset"]),
            .ignored("environment_id"), .ignored("environment_variables"), .ignored("identity"), .ignored("services"),
        ]
    }

    private static var limits: [Field<Draft>] {
        [
            .boolean("enable_early_termination", \.limits.stopsEarly),
            .number("exit_score", \.limits.exitScore),
            .integer("max_trials", \.limits.maxTrials, in: 1...(.max)),
            .integer("max_concurrent_trials", \.limits.maxConcurrentTrials, in: 1...(.max)),
            .value("max_cores_per_trial", \.limits.maxCoresPerTrial) { $0.coreCount($1) },
            .integer("timeout_minutes", \.limits.timeoutMinutes, in: 1...longestTime / 60),
            .integer("trial_timeout_minutes", \.limits.trialTimeoutMinutes, in: 1...longestTime / 60),
            .ignored("max_nodes", unless: ["1"]),
        ]
    }

    /// Work on images and texts is held against Azure ML's grammar, and not run.
    package static func recognises(_ root: DocumentNode, reading: Reading) -> Bool {
        guard SchemaName.accepts(root, for: schemas, noun: noun, reading: reading) else { return false }
        guard let node = root["task"], let task = node.scalar?.text, otherTasks.contains(where: {
            GrammarCheck.accepts(task, [$0], .camelCase)
        }) else { return true }
        let inspection = Inspection()
        if let kind = AzureKind.recognised(in: root, among: AzureKind.jobs, grammar: inspection.grammar), kind.document == nil {
            GrammarCheck(inspection: inspection, reading: reading).check(root, as: kind)
        }
        reading.diagnostics.error(
            "the task \(task) is not supported", at: node.position,
            hint: "AutoML here is for tables: classification, regression and forecasting", code: .unsupported)
        return false
    }

    private static let otherTasks = [
        "image_classification", "image_classification_multilabel", "image_object_detection", "image_instance_segmentation",
        "text_classification", "text_classification_multilabel", "text_ner",
    ]

    package static func finish(_ draft: Draft, root: DocumentNode, reading: Reading) -> JobSpec {
        AutoMLRules(draft: draft, root: root, reading: reading).check()
        let task = draft.task ?? .classification
        let metric = reading.metric(root, task)
        let training = reading.training(draft.training, root["training"], task)
        let nowhere = DataInput(location: .local("/"))
        let work = AutoMLWork(
            task: task, targetColumn: draft.targetColumn, primaryMetric: metric.key, isHigherBetter: metric.isHigherBetter,
            trainingData: draft.trainingData?.data ?? nowhere, validationData: draft.validationData?.data,
            testData: draft.testData?.data, validationShare: draft.validationShare, testShare: draft.testShare,
            foldCount: draft.foldCount, splitColumns: draft.splitColumns, weightColumn: draft.weightColumn,
            positiveLabel: draft.positiveLabel, featurization: draft.featurization, training: training,
            forecasting: draft.forecasting, limits: draft.limits, outputs: draft.outputs,
            instanceType: draft.instanceType, seed: draft.seed)
        return reading.finish(draft, with: .automl(work))
    }
}

extension Reading {
    /// `auto`, which is nothing, or a whole number.
    func automatic(_ node: DocumentNode, _ field: String, in range: ClosedRange<Int>) -> Int? {
        if node.scalar?.text.lowercased() == "auto" { return nil }
        guard let scalar = node.scalar, scalar.value != .null, Int(scalar.text) == nil else {
            return integer(node, field, in: range)
        }
        diagnostics.error("\"\(field)\" must be auto or a whole number, not \"\(scalar.text)\"", at: node.position)
        return nil
    }

    /// How many cores a trial takes; -1 for all.
    fileprivate func coreCount(_ node: DocumentNode) -> Int? {
        guard let count = integer(node, "max_cores_per_trial", in: -1...(.max)) else { return nil }
        guard count != 0 else {
            diagnostics.error("\"max_cores_per_trial\" is 0", at: node.position, hint: "give 1 or more, or -1 for all cores")
            return nil
        }
        return count
    }

    /// The one output that an AutoML job has.
    fileprivate func bestModel(_ node: DocumentNode) -> [String: JobOutput] {
        var outputs = jobOutputs(node)
        for entry in node.entries ?? [] {
            guard entry.key == "best_model" else {
                diagnostics.error(
                    "\"\(entry.key)\" is not an output of an AutoML job", at: entry.position,
                    hint: "its only one is best_model, of type mlflow_model")
                continue
            }
            guard let type = entry.value["type"] else {
                outputs[entry.key]?.type = .mlflowModel
                continue
            }
            if let output = outputs[entry.key], output.type != .mlflowModel, type.scalar?.text.isEmpty == false {
                diagnostics.error(
                    "\"best_model\" is an MLflow model, and its type \"\(type.scalar?.text ?? "")\"", at: type.position,
                    hint: "write mlflow_model")
            }
        }
        return outputs
    }
}
