import Domain

extension SearchDistribution {
    /// Azure's word for it.
    var type: String {
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

    /// Why nothing can be drawn from it, and what to do.
    var problem: (message: String, hint: String)? {
        switch self {
        case .choice(let values):
            values.isEmpty ? ("there is nothing to choose from", "list its values") : nil
        case .randint(let upper):
            upper < 1 ? ("upper is \(upper)", "give it 1 or more: numbers below it are drawn") : nil
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

    private func range(_ low: Double, _ high: Double) -> (String, String)? {
        low.isFinite && high.isFinite && low < high
            ? nil : ("min_value \(low) is not below max_value \(high)", "give two numbers, the smaller first")
    }

    private func spread(_ mu: Double, _ sigma: Double) -> (String, String)? {
        mu.isFinite && sigma.isFinite && sigma > 0 ? nil : ("sigma is \(sigma)", "give it a number above 0")
    }

    private func step(_ q: Double) -> (String, String)? {
        q.isFinite && q > 0 ? nil : ("q is \(q)", "give it a number above 0: values are multiples of it")
    }
}
