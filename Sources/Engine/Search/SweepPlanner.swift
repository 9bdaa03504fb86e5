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
            if let problem = work.sampling.problem(with: distribution) {
                throw AtelierError(.invalidArgument, "search_space.\(name.neutralised) \(problem.message)", hint: problem.hint)
            }
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
