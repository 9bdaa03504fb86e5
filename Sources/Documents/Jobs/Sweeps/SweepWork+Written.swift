package import Domain

// A sweep as its file has it.

extension SweepWork {
    func written(withCode: Bool) -> JSONValue {
        JSONValue.members([
            "type": "sweep", "trial": trial.writtenStep(withCode: withCode),
            "inputs": trial.inputs.mapValues(\.written).written, "outputs": trial.outputs.mapValues(\.written).written,
        ]).merged(with: searchWritten)
    }

    /// How it searches: what does not belong to the trial.
    package var searchWritten: JSONValue {
        .members([
            "sampling_algorithm": sampling.written, "search_space": .object(searchSpace.mapValues(\.written)),
            "objective": ["goal": .string(objective.goal.rawValue), "primary_metric": .string(objective.metric)],
            "early_termination": earlyTermination?.written, "limits": limits.written,
        ])
    }
}

extension SweepLimits {
    fileprivate var written: JSONValue {
        .members([
            "max_total_trials": JSONValue(maxTotalTrials), "max_concurrent_trials": maxConcurrentTrials.map { JSONValue($0) },
            "timeout": timeout.map { JSONValue($0) }, "trial_timeout": trialTimeout.map { JSONValue($0) },
        ])
    }
}

extension SweepSampling {
    fileprivate var written: JSONValue {
        guard case .random(let rule, let seed, let base) = self, rule != .random || seed != nil || base != nil else {
            return .string(type)
        }
        return .members([
            "type": .string(type), "rule": .string(rule.rawValue), "seed": seed.map { JSONValue($0) },
            "logbase": base.map(JSONValue.double),
        ])
    }
}

extension SearchDistribution {
    /// As a sweep's file has it.
    package var written: JSONValue {
        let own: JSONValue =
            switch self {
            case .choice(let values): ["values": .array(values)]
            case .randint(let upper): ["upper": JSONValue(upper)]
            case .uniform(let least, let most), .logUniform(let least, let most):
                ["min_value": .double(least), "max_value": .double(most)]
            case .quantizedUniform(let least, let most, let q), .quantizedLogUniform(let least, let most, let q):
                ["min_value": .double(least), "max_value": .double(most), "q": .double(q)]
            case .normal(let mu, let sigma), .logNormal(let mu, let sigma): ["mu": .double(mu), "sigma": .double(sigma)]
            case .quantizedNormal(let mu, let sigma, let q), .quantizedLogNormal(let mu, let sigma, let q):
                ["mu": .double(mu), "sigma": .double(sigma), "q": .double(q)]
            }
        return own.merged(with: ["type": .string(type)])
    }
}

extension EarlyTermination {
    fileprivate var written: JSONValue {
        let own: JSONValue =
            switch policy {
            case .banditFactor(let slack): ["type": "bandit", "slack_factor": .double(slack)]
            case .banditAmount(let slack): ["type": "bandit", "slack_amount": .double(slack)]
            case .medianStopping: ["type": "median_stopping"]
            case .truncation(let percentage):
                ["type": "truncation_selection", "truncation_percentage": JSONValue(percentage)]
            }
        return own.merged(with: ["evaluation_interval": JSONValue(interval), "delay_evaluation": JSONValue(delay)])
    }
}
