import Domain
import Glibc
import Learning

/// A sweep's search space as numbers, and back.
struct SweepSpace {
    private let names: [String]
    private let distributions: [SearchDistribution]
    let learnt: SearchSpace

    init(_ work: SweepWork) {
        names = work.searchSpace.keys.sorted()
        distributions = names.compactMap { work.searchSpace[$0] }
        var base: Double?
        if case .random(_, _, let given) = work.sampling { base = given }
        learnt = SearchSpace(
            zip(names, distributions).map { SearchSpace.Dimension($0, Self.drawn($1, logBase: base)) })
    }

    /// What a point of the space stands for.
    func values(_ point: SearchPoint) -> [String: JSONValue] {
        var values: [String: JSONValue] = [:]
        for (place, name) in names.enumerated() {
            switch distributions[place] {
            case .choice(let choices): values[name] = choices[Int(point.values[place])]
            case .randint: values[name] = .int(Int64(point.values[place]))
            default: values[name] = .double(point.values[place])
            }
        }
        return values
    }

    /// The point that a trial tried.
    func point(of values: [String: JSONValue]) -> SearchPoint {
        SearchPoint(
            zip(names, distributions).map { name, distribution in
                let value = values[name] ?? .null
                if case .choice(let choices) = distribution { return Double(choices.firstIndex(of: value) ?? 0) }
                return switch value {
                case .int(let number): Double(number)
                case .double(let number): number
                default: .nan
                }
            })
    }

    private static func drawn(_ distribution: SearchDistribution, logBase: Double?) -> Learning.Distribution {
        // The bounds of a loguniform are powers of the base.
        let scale = logBase.map { log($0) } ?? 1
        return switch distribution {
        case .choice(let values): .choice(count: values.count)
        case .randint(let upper): .wholeNumber(upper: upper)
        case .uniform(let low, let high): .uniform(low: low, high: high)
        case .logUniform(let low, let high): .logUniform(low: low * scale, high: high * scale)
        case .quantizedUniform(let low, let high, let q): .rounded(.uniform(low: low, high: high), step: q)
        case .quantizedLogUniform(let low, let high, let q):
            .rounded(.logUniform(low: low * scale, high: high * scale), step: q)
        case .normal(let mu, let sigma): .normal(mean: mu, deviation: sigma)
        case .logNormal(let mu, let sigma): .logNormal(mean: mu, deviation: sigma)
        case .quantizedNormal(let mu, let sigma, let q): .rounded(.normal(mean: mu, deviation: sigma), step: q)
        case .quantizedLogNormal(let mu, let sigma, let q): .rounded(.logNormal(mean: mu, deviation: sigma), step: q)
        }
    }
}
