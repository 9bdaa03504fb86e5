import Domain

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
            try check(distribution, named: name, for: work.sampling)
        }
    }

    /// What Azure's samplers take.
    private static func check(_ distribution: SearchDistribution, named name: String, for sampling: SweepSampling) throws {
        switch (sampling, distribution) {
        case (.grid, .choice), (.random, _), (.bayesian, .choice), (.bayesian, .uniform), (.bayesian, .quantizedUniform): return
        case (.grid, _):
            throw AtelierError(
                .invalidArgument, "search_space.\(name.neutralised) is \(distribution.type), and a grid takes choices only",
                hint: "write it as a choice, or take sampling_algorithm random")
        case (.bayesian, _):
            throw AtelierError(
                .invalidArgument,
                "search_space.\(name.neutralised) is \(distribution.type), and bayesian sampling takes choice, uniform and quniform",
                hint: "write it as one of them, or take sampling_algorithm random")
        }
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
