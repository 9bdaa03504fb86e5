import ControlAPI
import Domain
import FoundationEssentials

/// Searches: how far they are, and what happens to them while time passes.
extension DemoWorld {
    /// Throws `notFound` and `invalidState`, as the engine does.
    func progress(ofSearch name: JobName) throws -> SearchProgress {
        let job = try job(name)
        guard let search = searches.first(where: { $0.job == name }) else {
            throw AtelierError(
                .invalidState, "job '\(name)' is neither a sweep nor an automl job and has no trials", subject: "job \(name)")
        }
        let trials = search.trials.enumerated().compactMap { number, name in trial(name, number, of: search) }
        return SearchProgress(
            job: name, metric: search.metric, isHigherBetter: search.isHigherBetter, trialLimit: search.limit,
            deadline: job.job.startedAt == nil ? nil : search.deadline, notes: search.notes, trials: trials,
            best: search.best(of: trials)?.job)
    }

    private func trial(_ name: JobName, _ number: Int, of search: DemoSearch) -> SearchTrial? {
        guard let trial = try? job(name) else { return nil }
        let plan = search.plan(number)
        return SearchTrial(
            job: name, number: number, algorithm: plan.algorithm, parameters: plan.parameters, status: trial.job.status,
            reason: trial.job.reason, score: search.scores[name] ?? score(of: trial, in: search), startedAt: trial.job.startedAt,
            endedAt: trial.job.endedAt)
    }

    func standing(ofSearch name: JobName) -> SearchStanding? {
        guard let search = searches.first(where: { $0.job == name }), let progress = try? progress(ofSearch: name)
        else { return nil }
        let best = progress.best.flatMap { best in progress.trials.first { $0.job == best }?.score }
        return SearchStanding(
            kind: search.kind, done: progress.doneCount, limit: search.limit,
            best: best.map { LatestMetric(key: search.metric, value: $0) })
    }

    /// The best value of the metric so far.
    func score(of trial: DemoJob, in search: DemoSearch) -> Double? {
        guard let metric = trial.metrics.first(where: { $0.key == search.metric }) else { return nil }
        let values = (0..<trial.stepCount(at: now)).map { trial.point(of: metric, at: $0).value }
        return search.isHigherBetter ? values.max() : values.min()
    }

    // MARK: While time passes

    /// Ends what does badly, begins the next trials, and ends the search with its last one.
    mutating func progress(search place: Int) {
        guard let parent = try? index(ofJob: searches[place].job) else { return }
        let running = searches[place].trials.compactMap { try? index(ofJob: $0) }.filter { !jobs[$0].job.status.isFinal }
        for ended in searches[place].trials where searches[place].scores[ended] == nil {
            guard let trial = try? job(ended), trial.job.status.isFinal else { continue }
            searches[place].scores[ended] = score(of: trial, in: searches[place])
        }
        switch jobs[parent].job.status {
        case .running:
            for trial in running { judge(trial, of: searches[place]) }
            if searches[place].trials.count < searches[place].limit {
                if running.count < searches[place].concurrency { beginTrial(of: place) }
            } else if running.isEmpty {
                enter(.finalizing, parent, "naming the best trial")
            }
        case .cancelRequested, .canceled:
            for trial in running where jobs[trial].job.status != .cancelRequested {
                _ = try? end(jobs[trial].name, isKill: false)
            }
        default: break
        }
    }

    /// Whether a sweep's trial is worth its node: after some reports a bad one is ended.
    private mutating func judge(_ trial: Int, of search: DemoSearch) {
        guard case .sweep(let sweep) = search.work, sweep.earlyTermination != nil, jobs[trial].job.status == .running,
            jobs[trial].progress(at: now) >= DemoSearch.judgement, jobs[trial].luck < DemoSearch.poor
        else { return }
        enter(.canceled, trial, search.verdict)
    }

    private mutating func beginTrial(of place: Int) {
        let number = searches[place].trials.count
        guard let parent = try? job(searches[place].job).job else { return }
        let trial = trial(number, of: searches[place], under: parent, at: now)
        searches[place].trials.append(trial.name)
        jobs.insert(trial, at: 0)
        queues[parent.compute, default: []].append(trial.name)
        note("job.queued", "job", trial.name.rawValue, by: Self.engine, after: trial.job.standing)
    }

    /// One that waits to be run.
    func trial(_ number: Int, of search: DemoSearch, under parent: Job, at time: Date) -> DemoJob {
        let plan = search.plan(number)
        let story = DemoStory(experiment: parent.experiment) ?? .iris
        let name = JobName("\(parent.name)_\(number)")
        let random = DemoRandom(seed, for: name.rawValue)
        let title = "\(parent.displayName)/\(number < 10 ? "0" : "")\(number)"
        var properties = [JobProperty.trialNumber: "\(number)"]
        let work: JobWork
        if case .sweep(let sweep) = search.work {
            properties[JobProperty.hyperparameters] = JSONValue.object(plan.parameters).compactText
            work = .command(sweep.trial)
        } else {
            work = .trial(
                TrialWork(
                    number: number, algorithm: plan.algorithm ?? "", parameters: plan.parameters.compactMapValues(\.number)))
        }
        let spec = JobSpec(
            name: name, displayName: title, experimentName: parent.experiment, properties: properties, compute: parent.compute,
            parentJobName: parent.name, work: work)
        return DemoJob(
            job: Job(
                name: name, workspace: workspace, spec: spec, experiment: parent.experiment, displayName: title, status: .queued,
                compute: parent.compute, code: parent.code, environment: parent.environment,
                creation: CreationContext(at: time, by: parent.creation.createdBy)),
            story: story, random: random, duration: plan.duration, lines: 600, steps: DemoSearch.reports, failure: nil,
            luck: search.kind == .sweep ? plan.quality : 0.5, gap: 0..<0, since: time, measured: search.metrics(plan, of: story))
    }
}

extension DemoSearch {
    /// Below this a sweep's trial is ended early.
    static let poor = 0.3

    var verdict: String { "ended early: worse than the best by more than the bandit's slack" }

    func best(of trials: [SearchTrial]) -> SearchTrial? {
        let scored = trials.filter { $0.score != nil && $0.endedAt != nil }
        return isHigherBetter
            ? scored.max { ($0.score ?? 0) < ($1.score ?? 0) } : scored.min { ($0.score ?? 0) < ($1.score ?? 0) }
    }
}
