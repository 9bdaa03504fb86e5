import Domain
import FoundationEssentials
import Learning
import LinuxSystem
import Store
import Training

/// An `automl` job: trials of algorithms and their settings, then ensembles of the best.
actor AutoMLSearch: SearchPlanning {
    private let job: Job
    private let work: AutoMLWork
    private let objective: SweepObjective
    private let context: EngineContext
    private let desk: AutoMLDesk
    private let runs: any RunTracking
    /// By the numbers of their trials.
    private var recipes: [Int: Recipe] = [:]
    private var data: AutoMLData?
    private let begun: Date

    init(job: Job, work: AutoMLWork, context: EngineContext, desk: AutoMLDesk, runs: any RunTracking) {
        self.job = job
        self.work = work
        self.context = context
        self.desk = desk
        self.runs = runs
        begun = job.startedAt ?? context.clock.now()
        objective = work.objective
    }

    /// The nodes of `local` share the box: as many trials as it has processors, each with one. A second thread for a trial brings
    /// less than a second trial.
    func usualConcurrency(nodes: Int, cores: Int) async -> Int {
        job.compute == Compute.localName ? max(1, min(nodes, cores)) : nodes
    }

    func prepare() async throws -> [String] {
        let data = try await desk.data(of: job)
        self.data = data
        let (name, workspace) = (job.name, job.workspace)
        let begun = try await context.store.read {
            try $0.jobs(in: workspace, matching: JobFilter(archived: .included, parent: name)).values
        }
        for case .trial(let trial) in begun.map(\.spec.work) { recipes[trial.number] = Recipe(trial) }
        if begun.isEmpty, data.planner.next(history: [], running: []) == nil { throw nothingToTrain(data) }
        let rows = "\(data.set.asked.rows) rows, \(data.set.asked.columns.count) columns"
        return ["\(work.task.rawValue) of '\(work.targetColumn)': \(rows)"] + data.notes
    }

    private func nothingToTrain(_ data: AutoMLData) -> AtelierError {
        guard data.trees == nil, data.isInNeedOfTrees else {
            return AtelierError(
                .invalidArgument, "no algorithm that the job allows can be trained on these data", hint: "allow others, or block fewer",
                subject: "job \(job.name)")
        }
        return AtelierError(
            .unavailable, "all algorithms that the job allows grow trees, and XGBoost is not on this box",
            hint: "install it with '\(RuntimeName.xgboost.installation)', or allow others", subject: "job \(job.name)")
    }

    func next(after trials: [SearchTrial], isClosing: Bool) async throws -> SearchDraft? {
        guard let data else { return nil }
        let plain = trials.filter { !$0.isEnsemble }
        let number = (trials.last?.number ?? -1) + 1
        if !isClosing, !isLate, plain.count < plainLimit, !AutoMLPlanner.isEnough(plain, work.limits, objective) {
            let finished = plain.filter(\.status.isFinal)
                .sorted { ($0.endedAt ?? .distantPast, $0.number) < ($1.endedAt ?? .distantPast, $1.number) }
            let history = finished.compactMap { trial in
                recipes[trial.number].map { TrialRecord(recipe: $0, score: trial.completedScore, seconds: trial.seconds) }
            }
            let running = plain.filter { !$0.status.isFinal }.compactMap { recipes[$0.number] }
            if let recipe = data.planner.next(history: history, running: running) {
                recipes[number] = recipe
                return draft(recipe, number)
            }
        }
        guard plain.allSatisfy(\.status.isFinal), plain.count(where: { $0.completedScore != nil }) > 1,
            trials.count < work.limits.maxTrials
        else { return nil }
        for (algorithm, isWanted) in [
            (Algorithm.votingEnsemble, work.training.hasVotingEnsemble), (.stackEnsemble, work.training.hasStackEnsemble),
        ] where isWanted && !trials.contains(where: { $0.algorithm == algorithm.rawValue }) {
            return draft(Recipe(algorithm), number)
        }
        return nil
    }

    /// Trials are short, and what they log comes at their end.
    func hopeless(among trials: [SearchTrial]) async throws -> [JobName: String] { [:] }

    func isSummary(_ trial: SearchTrial) -> Bool { trial.isEnsemble }

    func outputs(of best: SearchTrial) async throws -> [String: JobOutput] {
        if let data { try await examine(best, data) }
        var outputs = work.outputs
        for name in outputs.keys {
            outputs[name]?.location = .jobOutput(best.job, output: "artifacts", path: TrialFiles.model)
        }
        return outputs
    }

    func close() async { await desk.release(job.name) }

    /// The last tenth of the time, a minute at most, is the ensembles'.
    private var isLate: Bool {
        guard let limit = job.spec.work.timeout, plansEnsembles else { return false }
        let elapsed = context.clock.now().timeIntervalSince(begun)
        return elapsed > Double(limit) - min(60, Double(limit) / 10)
    }

    private var plansEnsembles: Bool { work.training.hasVotingEnsemble || work.training.hasStackEnsemble }

    /// Ensembles are trials too, and need two others.
    private var plainLimit: Int {
        let most = work.limits.maxTrials
        return max(min(2, most), most - (work.training.hasVotingEnsemble ? 1 : 0) - (work.training.hasStackEnsemble ? 1 : 0))
    }

    private func draft(_ recipe: Recipe, _ number: Int) -> SearchDraft {
        let trial = TrialWork(
            number: number, algorithm: recipe.algorithm.rawValue, parameters: recipe.parameters, isScaled: recipe.isScaled,
            oneHotLimit: recipe.oneHotLimit, timeout: work.limits.trialTimeoutMinutes.map { $0 * 60 })
        var parameters = recipe.parameters.mapValues { JSONValue.double($0).argumentText }
        parameters["algorithm"] = recipe.algorithm.rawValue
        return SearchDraft(
            number: number, title: (recipe.isScaled ? "StandardScaler, " : "") + recipe.algorithm.rawValue, work: .trial(trial),
            parameters: parameters)
    }

    /// What only the best model is asked: how it does on rows that no trial has seen, and what it leans on.
    private func examine(_ best: SearchTrial, _ data: AutoMLData) async throws {
        let layout = context.home.job(best.job, in: job.workspace)
        let isExplained = work.training.isExplained
        let metrics = try await desk.threadsOfSearch().run { node -> [String: Double] in
            let files = TrialFiles(layout: layout)
            let outcome = try files.outcome()
            if isExplained {
                let trial = Trial(data.set, trees: data.trees, cache: data.cache, parallel: node.all)
                let importance = try trial.importance(of: outcome) { node.isCancelled }
                try files.write(importance, as: "feature_importance")
            }
            if node.isCancelled { throw CancellationError() }
            guard let test = data.test else { return [:] }
            let scores = try TableFiles.placing("the test data") { () throws(TableFault) in
                try data.set.scores(of: outcome.model, on: test)
            }
            return Dictionary(uniqueKeysWithValues: scores.map { ("test_\($0.key)", $0.value) })
        }
        guard !metrics.isEmpty else { return }
        try await runs.log(RunBatch(scores: metrics, at: context.clock.now()), to: job)
    }
}

extension SearchTrial {
    fileprivate var completedScore: Double? { status == .completed ? score : nil }

    fileprivate var seconds: Double {
        guard let startedAt, let endedAt else { return 0 }
        return endedAt.timeIntervalSince(startedAt)
    }
}
