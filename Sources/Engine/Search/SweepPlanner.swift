import Domain
import Learning

/// Decides what a sweep tries next and when a trial is ended early. Pure.
enum SweepPlanner {
    /// Throws `invalidArgument` for a sweep that could not be run as it is asked for.
    static func check(_ work: SweepWork) throws {
        guard !work.searchSpace.isEmpty else {
            throw AtelierError(
                .invalidArgument, "the sweep has no search_space", hint: "name what to try under 'search_space:'")
        }
        guard !work.objective.metric.isEmpty else {
            throw AtelierError(
                .invalidArgument, "the sweep's objective has no primary_metric", hint: "name the metric that trials log")
        }
        let limits = work.limits
        for (name, value) in [
            ("max_total_trials", limits.maxTotalTrials), ("max_concurrent_trials", limits.maxConcurrentTrials ?? 1),
            ("timeout", limits.timeout ?? 1), ("trial_timeout", limits.trialTimeout ?? 1),
        ] where value < 1 {
            throw AtelierError(.invalidArgument, "limits.\(name) is \(value)", hint: "give it 1 or more")
        }
        for (name, distribution) in work.searchSpace.sorted(by: { $0.key < $1.key }) {
            try NameRule.parameter("parameter of the search space").check(name)
            if let problem = distribution.problem {
                throw AtelierError(.invalidArgument, "search_space.\(name.neutralised): \(problem.message)", hint: problem.hint)
            }
            if let problem = work.sampling.problem(with: distribution) {
                throw AtelierError(.invalidArgument, "search_space.\(name.neutralised) \(problem.message)", hint: problem.hint)
            }
        }
    }

    /// What the next trial tries: a value for each name of the search space. Nil when everything was tried. The same sweep draws
    /// the same values, also over a restart of the engine.
    static func next(of work: SweepWork, job: JobName, after trials: [SearchTrial]) -> [String: JSONValue]? {
        let space = SweepSpace(work)
        let rule: Sampler.Rule
        var seed: Int?
        switch work.sampling {
        case .random(.random, let given, _): (rule, seed) = (.random, given)
        case .random(.sobol, let given, _): (rule, seed) = (.sobol, given)
        case .grid: rule = .grid
        case .bayesian: rule = .bayesian
        }
        let sampler = Sampler(
            space.learnt, rule: rule, seed: seed.map { UInt64(bitPattern: Int64($0)) } ?? job.seed,
            isMaximised: work.objective.isHigherBetter)
        let points = trials.map { (trial: $0, point: space.point(of: $0.parameters)) }
        return sampler.next(
            history: points.filter(\.trial.status.isFinal).map { SearchRecord($0.point, score: $0.trial.score) },
            running: points.filter { !$0.trial.status.isFinal }.map(\.point)
        ).map(space.values)
    }

    /// The trials that run and do too badly to go on, each with the reason.
    ///
    /// - Parameter reports: what each trial has logged of the metric, in order.
    static func hopeless(
        among trials: [SearchTrial], _ reports: [JobName: [Double]], _ termination: Domain.EarlyTermination,
        _ objective: SweepObjective
    ) -> [JobName: String] {
        let policy = Learning.EarlyTermination(
            termination.policy.learnt, interval: termination.interval, delay: termination.delay)
        var hopeless: [JobName: String] = [:]
        for trial in trials where trial.status == .running {
            guard let values = reports[trial.job] else { continue }
            // Several reports may have come since the last look.
            let judged = values.prefix(values.count / max(1, termination.interval) * max(1, termination.interval))
            let others = trials.compactMap { other in
                other.job == trial.job
                    ? nil : reports[other.job].map { Learning.EarlyTermination.Series($0, isFinished: other.status.isFinal) }
            }
            hopeless[trial.job] = policy.reasonToStop(
                Array(judged), among: others, isMaximised: objective.isHigherBetter)
        }
        return hopeless
    }
}

extension SweepWork {
    /// The parameters that a trial may be told: those of the search space, and those of maps among its choices.
    var parameterNames: [String] {
        var names = Set(searchSpace.keys)
        for case .choice(let values) in searchSpace.values {
            for case .object(let members) in values { names.formUnion(members.keys) }
        }
        return names.sorted()
    }
}

extension JobName {
    /// What is drawn for a job that names no seed.
    var seed: UInt64 {
        rawValue.utf8.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
    }
}

extension Domain.EarlyTermination.Policy {
    fileprivate var learnt: Learning.EarlyTermination.Policy {
        switch self {
        case .banditFactor(let factor): .banditFactor(factor)
        case .banditAmount(let amount): .banditAmount(amount)
        case .medianStopping: .medianStopping
        case .truncation(let percentage): .truncationSelection(percentage: Double(percentage))
        }
    }
}
