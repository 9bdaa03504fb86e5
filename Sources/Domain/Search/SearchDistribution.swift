/// Where one parameter of a sweep is drawn from, by Azure's names and meanings: `loguniform` is exp(uniform(min, max)), and the `q…`
/// are round(x / q) * q.
package enum SearchDistribution: Codable, Sendable, Hashable {
    /// One of these; a map is a set of parameters that go together.
    case choice([JSONValue])
    /// 0 up to `upper` - 1.
    case randint(upper: Int)
    case uniform(min: Double, max: Double)
    case logUniform(min: Double, max: Double)
    case quantizedUniform(min: Double, max: Double, q: Double)
    case quantizedLogUniform(min: Double, max: Double, q: Double)
    case normal(mu: Double, sigma: Double)
    case logNormal(mu: Double, sigma: Double)
    case quantizedNormal(mu: Double, sigma: Double, q: Double)
    case quantizedLogNormal(mu: Double, sigma: Double, q: Double)
}
