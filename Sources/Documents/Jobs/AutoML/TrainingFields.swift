import Domain

/// `training` of an AutoML job, before its task has said which algorithms there are.
package struct TrainingDraft {
    var hasVotingEnsemble, hasStackEnsemble, isExplained, isOnnxOnly: Bool?

    static var fields: [Field<TrainingDraft>] {
        [
            .custom("allowed_training_algorithms") { _, _, _ in },
            .custom("blocked_training_algorithms") { _, _, _ in },
            .boolean("enable_vote_ensemble", \.hasVotingEnsemble),
            .boolean("enable_stack_ensemble", \.hasStackEnsemble),
            .boolean("enable_model_explainability", \.isExplained),
            .boolean("enable_onnx_compatible_models", \.isOnnxOnly).kept,
            .ignored("enable_dnn_training", unless: ["false", "no", "off"]),
            .ignored("ensemble_model_download_timeout_minutes"), .ignored("stack_ensemble_settings"),
            .ignored("training_mode", unless: ["auto", "non_distributed", "nondistributed"]),
        ]
    }
}

extension Reading {
    func training(_ draft: TrainingDraft, _ node: DocumentNode?, _ task: AutoMLWork.Task) -> AutoMLTraining {
        let isOnnxOnly = draft.isOnnxOnly ?? false
        var training = AutoMLTraining(
            hasVotingEnsemble: draft.hasVotingEnsemble ?? true,
            // As Azure ML has it: a stack is there by default where it helps and can be written as ONNX.
            hasStackEnsemble: draft.hasStackEnsemble ?? (task != .forecasting && !isOnnxOnly),
            isExplained: draft.isExplained ?? true, isOnnxOnly: isOnnxOnly)
        let algorithms = AutoMLAlgorithms(task)
        let allowed = words(node, "allowed_training_algorithms", algorithms)
        let blocked = words(node, "blocked_training_algorithms", algorithms)
        for word in blocked {
            guard let other = allowed.first(where: { $0.text == word.text }) else { continue }
            diagnostics.error(
                "\"\(word.text)\" is blocked, and allowed at \(other.position.named(in: source))", at: word.position,
                hint: "leave one of them out")
        }
        training.blockedAlgorithms = blocked.map(\.text)
        let isWhole = allowed.count == node?["allowed_training_algorithms"]?.items?.count
        training.allowedAlgorithms = trained(among: allowed, isWhole: isWhole, algorithms)
        let left = Set(algorithms.trained).subtracting(training.blockedAlgorithms)
        if allowed.isEmpty, left.isEmpty, let place = node?["blocked_training_algorithms"]?.position {
            diagnostics.error("every algorithm is blocked", at: place, hint: "leave one of them out")
        }
        return training
    }

    private func words(_ node: DocumentNode?, _ field: String, _ algorithms: AutoMLAlgorithms) -> [PlacedWord] {
        guard let node = node?[field], !node.isNull else { return [] }
        return words(node, field, among: algorithms.all) ?? []
    }

    /// What of Azure's list is not trained here is told with what comes nearest; an error when that is all there was.
    ///
    /// - Parameter isWhole: whether every word of the list could be read: one that could not may have been meant.
    private func trained(among allowed: [PlacedWord], isWhole: Bool, _ algorithms: AutoMLAlgorithms) -> [String] {
        let trained = allowed.filter { algorithms.trained.contains($0.text) }
        for word in allowed {
            guard let nearest = algorithms.nearest[word.text] else { continue }
            if trained.isEmpty, isWhole {
                diagnostics.error(
                    "\"\(word.text)\" is not trained here, and nothing else is allowed", at: word.position,
                    hint: "\(nearest) is its nearest", code: .unsupported)
            } else {
                diagnostics.warning(
                    "\"\(word.text)\" is not trained here", at: word.position, hint: "\(nearest) is its nearest")
            }
        }
        return trained.map(\.text)
    }
}
