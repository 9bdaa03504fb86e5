import Domain
import FoundationEssentials
import LinuxSystem
import Logging
import Store

/// Sees a search through: begins its trials, ends those that are no use, and takes over what the best one made. Trials are
/// jobs, and all that is known of them is in the store, so a new engine goes on where the last one was.
actor SearchSupervisor {
    private let job: Job
    private let objective: SweepObjective
    private let planning: any SearchPlanning
    private let desk: TrialDesk
    private let context: EngineContext
    private let ledger: JobLedger
    private let log: SearchLog
    /// Rung when something has changed.
    private let (changes, bell) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
    private var watched: [JobName: Task<Void, Never>] = [:]
    /// The trials whose end was told of; nil before the first look.
    private var told: Set<Int>?
    private var preparation: Result<[String], any Error>?
    private var conclusion: Task<[String: JobOutput], any Error>?
    private var isCancelled = false
    private var isKilled = false
    private var isDetached = false
    private var isOverdue = false

    init(_ job: Job, objective: SweepObjective, planning: any SearchPlanning, desk: TrialDesk, ledger: JobLedger) {
        self.job = job
        self.objective = objective
        self.planning = planning
        self.desk = desk
        self.ledger = ledger
        context = desk.context
        log = SearchLog(layout: desk.context.home.job(job.name, in: job.workspace), logger: desk.context.logger)
    }

    /// From its beginning, or from where an earlier engine left it, to its end.
    func run() async {
        if job.status == .cancelRequested { isCancelled = true }
        do {
            if job.status == .queued {
                let begun = try await ledger.insisting { [ledger, job] in try await ledger.apply(.begun, to: job.name) }
                guard let begun, begun.isChanged else { return }
            }
            let deadline = keepDeadline()
            defer { deadline?.cancel() }
            let notes = try await prepared()
            if job.status == .queued, !notes.isEmpty {
                await log.write(notes)
                try await ledger.amend(job.name) { $0.notes = notes }
            }
            let trials = try await search()
            guard !isDetached else { return }
            try await conclude(trials)
        } catch {
            guard !isDetached else { return }
            await endTrials()
            let reason = (error as? AtelierError)?.description ?? "\(error)"
            await write(isCancelled ? .canceled : .failed(reason: reason, exitCode: nil))
        }
        for task in watched.values { task.cancel() }
        await planning.close()
    }

    /// Ends its trials, and then itself.
    func cancel() {
        isCancelled = true
        conclusion?.cancel()
        bell.yield()
    }

    func kill() {
        isKilled = true
        cancel()
    }

    /// Lets go of the search; its trials carry on without us.
    func detach() {
        isDetached = true
        bell.yield()
    }

    /// What the search is about, which may take long to be read. Nothing is waited for that nobody wants any more.
    private func prepared() async throws -> [String] {
        guard !isCancelled else { return [] }
        let task = Task { [planning] in try await planning.prepare() }
        let watch = Task {
            preparation = await task.result
            bell.yield()
        }
        defer { watch.cancel() }
        var reader = changes.makeAsyncIterator()
        while !isCancelled, !isDetached {
            if let preparation { return try preparation.get() }
            _ = await reader.next()
        }
        task.cancel()
        return []
    }

    /// Returns the trials when none runs and no other is to be begun.
    private func search() async throws -> [SearchTrial] {
        let feed = Task { [bell, desk, job] in
            for await _ in desk.reports(of: job) { bell.yield() }
        }
        defer { feed.cancel() }
        var reader = changes.makeAsyncIterator()
        let usual = await planning.usualConcurrency(nodes: desk.nodeCount, cores: desk.coresPerNode)
        let concurrency = max(1, job.spec.work.concurrentTrials ?? usual)
        var asked: Set<JobName> = []
        while !isDetached {
            let trials = try await look()
            let running = trials.filter { !$0.status.isFinal }
            if isCancelled || isOverdue {
                for trial in running {
                    if !isCancelled, await planning.isSummary(trial) { continue }
                    guard asked.insert(trial.job).inserted || isKilled else { continue }
                    try await desk.end(trial.job, of: job, isKill: isKilled, because: isCancelled ? nil : "the search's time is up")
                }
            } else {
                for (name, reason) in try await planning.hopeless(among: trials) where asked.insert(name).inserted {
                    try await desk.end(name, of: job, isKill: false, because: reason)
                }
            }
            if !isCancelled, running.count < concurrency, try await begin(after: trials) { continue }
            guard !running.isEmpty else { return trials }
            _ = await reader.next()
        }
        return []
    }

    /// The trials as they are, each that runs being watched from before it was looked at.
    private func look() async throws -> [SearchTrial] {
        var trials = try await desk.trials(of: job)
        let new = trials.filter { !$0.status.isFinal && watched[$0.job] == nil }
        guard !new.isEmpty else { return await tell(trials) }
        for trial in new {
            let ended = desk.end(of: trial.job)
            watched[trial.job] = Task { [bell] in
                for await _ in ended {}
                bell.yield()
            }
        }
        trials = try await desk.trials(of: job)
        return await tell(trials)
    }

    /// Whether a trial was begun.
    private func begin(after trials: [SearchTrial]) async throws -> Bool {
        let isFull = trials.count >= (job.spec.work.trialLimit ?? .max)
        guard let draft = try await planning.next(after: trials, isClosing: isFull || isOverdue) else { return false }
        try await desk.begin(draft, of: job)
        return true
    }

    /// A line in the log and a point of the best score so far for each trial that has ended since.
    private func tell(_ trials: [SearchTrial]) async -> [SearchTrial] {
        let ended = trials.filter(\.status.isFinal)
            .sorted { ($0.endedAt ?? .distantPast, $0.number) < ($1.endedAt ?? .distantPast, $1.number) }
        // Of those that ended before, an earlier engine has told.
        let known = told ?? (job.status == .queued ? [] : Set(ended.map(\.number)))
        told = known.union(ended.map(\.number))
        for (place, trial) in ended.enumerated() where !known.contains(trial.number) {
            let earlier = ended[..<place]
            let best = SearchProgress.best(among: Array(earlier), by: objective)
            let isBest = trial.status == .completed && objective.isBetter(trial.score, than: best?.score)
            await log.write(trial, metric: objective.metric, isBest: isBest)
            guard let score = isBest ? trial.score : best?.score else { continue }
            await desk.note(best: score, metric: objective.metric, step: earlier.count + 1, of: job)
        }
        return trials
    }

    private func keepDeadline() -> Task<Void, Never>? {
        guard let limit = job.spec.work.timeout else { return nil }
        let left = Double(limit) - context.clock.now().timeIntervalSince(job.startedAt ?? context.clock.now())
        return Task {
            guard (try? await context.clock.sleep(.seconds(max(0, left)))) != nil else { return }
            isOverdue = true
            await log.write(["the time limit of \(limit) s is reached"])
            bell.yield()
        }
    }

    private func conclude(_ trials: [SearchTrial]) async throws {
        guard !isCancelled else { return await write(.canceled) }
        guard let best = SearchProgress.best(among: trials, by: objective) else {
            return await write(.failed(reason: Self.failure(of: trials, objective.metric, isOverdue: isOverdue), exitCode: nil))
        }
        _ = try await ledger.insisting { [ledger, job] in try await ledger.apply(.finalizing, to: job.name) }
        guard !isCancelled else { return await write(.canceled) }
        let conclusion = Task { [planning] in try await planning.outputs(of: best) }
        self.conclusion = conclusion
        let outputs = try await conclusion.value
        let score = best.score
        try await ledger.amend(job.name) { job in
            job.spec.work.outputs = outputs
            job.spec.properties[JobProperty.bestTrial] = best.job.rawValue
            job.spec.properties["best_metric_status"] = "Succeeded"
            if let score { job.spec.properties["score"] = "\(score)" }
        }
        try await desk.finalize(job.name)
        await log.write(["best: \(best.job)\(best.algorithm.map { " (\($0))" } ?? ""), \(objective.metric) \(score.map(JSONValue.brief) ?? "")"])
        await write(.completed)
    }

    /// Why a search has come to nothing.
    static func failure(of trials: [SearchTrial], _ metric: String, isOverdue: Bool) -> String {
        let completed = trials.filter { $0.status == .completed }
        if !completed.isEmpty {
            return "none of the \(completed.count) completed trials logged the metric '\(metric)'"
        }
        let reason = trials.first { $0.status == .failed }?.reason.map { ": \($0)" } ?? ""
        if trials.isEmpty { return "no trial could be begun\(isOverdue ? " before the time was up" : "")" }
        return "none of the \(trials.count) trials completed\(isOverdue ? " before the time was up" : "")\(reason)"
    }

    /// When the search itself fails, nothing of it goes on.
    private func endTrials() async {
        let trials = (try? await desk.trials(of: job)) ?? []
        for trial in trials where !trial.status.isFinal {
            try? await desk.end(trial.job, of: job, isKill: false, because: "its search failed")
        }
    }

    private func write(_ outcome: JobOutcome) async {
        if case .failed(let reason, _) = outcome { await log.write(["error: \(reason)"]) }
        await ledger.end(job.name, as: outcome)
    }
}
