extension SearchDistribution {
    /// Azure's word for it.
    package var type: String {
        switch self {
        case .choice: "choice"
        case .randint: "randint"
        case .uniform: "uniform"
        case .logUniform: "loguniform"
        case .quantizedUniform: "quniform"
        case .quantizedLogUniform: "qloguniform"
        case .normal: "normal"
        case .logNormal: "lognormal"
        case .quantizedNormal: "qnormal"
        case .quantizedLogNormal: "qlognormal"
        }
    }

    /// Which of its fields nothing can be drawn by, why, and what to do.
    package var problem: (field: String, message: String, hint: String)? {
        switch self {
        case .choice(let values):
            values.isEmpty ? ("values", "there is nothing to choose from", "list its values") : nil
        case .randint(let upper):
            upper < 1 ? ("upper", "upper is \(upper)", "give it 1 or more: numbers below it are drawn") : nil
        case .uniform(let low, let high), .logUniform(let low, let high):
            range(low, high)
        case .quantizedUniform(let low, let high, let q), .quantizedLogUniform(let low, let high, let q):
            range(low, high) ?? step(q)
        case .normal(let mu, let sigma), .logNormal(let mu, let sigma):
            spread(mu, sigma)
        case .quantizedNormal(let mu, let sigma, let q), .quantizedLogNormal(let mu, let sigma, let q):
            spread(mu, sigma) ?? step(q)
        }
    }

    private func range(_ low: Double, _ high: Double) -> (String, String, String)? {
        low.isFinite && high.isFinite && low < high
            ? nil : ("min_value", "min_value \(low) is not below max_value \(high)", "give two numbers, the smaller first")
    }

    private func spread(_ mu: Double, _ sigma: Double) -> (String, String, String)? {
        mu.isFinite && sigma.isFinite && sigma > 0 ? nil : ("sigma", "sigma is \(sigma)", "give it a number above 0")
    }

    private func step(_ q: Double) -> (String, String, String)? {
        q.isFinite && q > 0 ? nil : ("q", "q is \(q)", "give it a number above 0: values are multiples of it")
    }
}

extension SweepSampling {
    /// Azure's word for it.
    package var type: String {
        switch self {
        case .random: "random"
        case .grid: "grid"
        case .bayesian: "bayesian"
        }
    }

    /// Why it cannot draw from a distribution, and what to do: Azure's samplers do not take all of them.
    package func problem(with distribution: SearchDistribution) -> (message: String, hint: String)? {
        switch (self, distribution) {
        case (.random, _), (.grid, .choice), (.bayesian, .choice), (.bayesian, .uniform), (.bayesian, .quantizedUniform): nil
        case (.grid, _):
            (
                "is \(distribution.type), and a grid takes choices only",
                "write it as a choice, or take sampling_algorithm random"
            )
        case (.bayesian, _):
            (
                "is \(distribution.type), and bayesian sampling takes choice, uniform and quniform",
                "write it as one of them, or take sampling_algorithm random"
            )
        }
    }
}
