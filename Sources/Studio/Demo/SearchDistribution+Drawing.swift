import Domain
import Glibc

extension SearchDistribution {
    /// The value at a share of the way through it, 0 to 1, rounded to few digits.
    func drawn(at share: Double) -> JSONValue {
        switch self {
        case .choice(let values): values.isEmpty ? .null : values[min(values.count - 1, Int(share * Double(values.count)))]
        case .randint(let upper): .int(Int64(share * Double(max(1, upper))))
        case .uniform(let low, let high): .double(Self.short(low + share * (high - low)))
        case .logUniform(let low, let high): .double(Self.short(exp(low + share * (high - low))))
        case .quantizedUniform(let low, let high, let q): .double(Self.rounded(low + share * (high - low), to: q))
        case .quantizedLogUniform(let low, let high, let q): .double(Self.rounded(exp(low + share * (high - low)), to: q))
        case .normal(let mu, let sigma): .double(Self.short(mu + sigma * (share - 0.5) * 4))
        case .logNormal(let mu, let sigma): .double(Self.short(exp(mu + sigma * (share - 0.5) * 4)))
        case .quantizedNormal(let mu, let sigma, let q): .double(Self.rounded(mu + sigma * (share - 0.5) * 4, to: q))
        case .quantizedLogNormal(let mu, let sigma, let q): .double(Self.rounded(exp(mu + sigma * (share - 0.5) * 4), to: q))
        }
    }

    private static func rounded(_ value: Double, to q: Double) -> Double { q > 0 ? (value / q).rounded() * q : value }

    /// Three digits that count.
    private static func short(_ value: Double) -> Double {
        guard value != 0, value.isFinite else { return value }
        let scale = pow(10, 2 - log10(value.magnitude).rounded(.down))
        return (value * scale).rounded() / scale
    }
}
