import Domain

/// Decides what an `automl` job trains next. Pure.
enum AutoMLPlanner {
    /// Whether what was found is good enough, or nothing better is to be expected: of the last trials, as many as Azure waits for,
    /// none was better than those before.
    ///
    /// - Parameter trials: in the order they were begun, without ensembles.
    static func isEnough(_ trials: [SearchTrial], _ limits: AutoMLLimits, _ objective: SweepObjective) -> Bool {
        let scored = trials.filter { $0.status == .completed && $0.score != nil }
        guard let best = SearchProgress.best(among: scored, by: objective), let score = best.score else { return false }
        if let exit = limits.exitScore, objective.isHigherBetter ? score >= exit : score <= exit { return true }
        guard limits.stopsEarly, scored.count >= leastTrials + patience else { return false }
        let earlier = SearchProgress.best(among: Array(scored.dropLast(patience)), by: objective)
        return !objective.isBetter(score, than: earlier?.score)
    }

    /// The output that every such job has, as Azure's do.
    static let bestModel = "best_model"

    private static let leastTrials = 20
    private static let patience = 10

    /// Throws `invalidArgument` for a search that could not be run as it is asked for.
    static func check(_ work: AutoMLWork) throws {
        guard !work.targetColumn.isEmpty else {
            throw AtelierError(
                .invalidArgument, "the job has no target_column_name", hint: "name the column to predict")
        }
        for (name, share) in [("validation_data_size", work.validationShare), ("test_data_size", work.testShare)] {
            guard let share, !(share > 0 && share < 1) else { continue }
            throw AtelierError(
                .invalidArgument, "\(name) is \(share)", hint: "give the part of the rows, above 0 and below 1")
        }
        if let folds = work.foldCount, !(2...100).contains(folds) {
            throw AtelierError(
                .invalidArgument, "n_cross_validations is \(folds)", hint: "give 2 to 100, or leave it to the number of rows")
        }
        let limits = work.limits
        for (name, value) in [
            ("max_trials", limits.maxTrials), ("max_concurrent_trials", limits.maxConcurrentTrials ?? 1),
            ("timeout_minutes", limits.timeoutMinutes ?? 1), ("trial_timeout_minutes", limits.trialTimeoutMinutes ?? 1),
            ("max_cores_per_trial", limits.maxCoresPerTrial ?? 1),
        ] where value < 1 && !(name == "max_cores_per_trial" && value == -1) {
            throw AtelierError(.invalidArgument, "limits.\(name) is \(value)", hint: "give it 1 or more")
        }
    }
}
