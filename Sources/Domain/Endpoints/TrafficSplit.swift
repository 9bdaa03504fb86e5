/// Which share of an endpoint's requests each deployment gets, in percent. Sums to 0 or 100 (Azure's rule).
package struct TrafficSplit: Codable, Sendable, Hashable {
    package private(set) var weights: [DeploymentName: Int]

    package init() {
        weights = [:]
    }

    /// Throws `invalidArgument` when a weight is outside 0…100 or the sum is neither 0 nor 100.
    package init(_ weights: [DeploymentName: Int]) throws {
        if let bad = weights.first(where: { !(0...100).contains($0.value) }) {
            throw AtelierError(
                .invalidArgument, "the traffic of \(bad.key) is \(bad.value) %", hint: "give each deployment 0 to 100")
        }
        let sum = weights.values.reduce(0, +)
        guard sum == 0 || sum == 100 else {
            throw AtelierError(
                .invalidArgument, "the traffic adds up to \(sum) %", hint: "make it 100, or 0 to stop all traffic")
        }
        self.weights = weights
    }

    package static func all(to deployment: DeploymentName) -> TrafficSplit {
        var split = TrafficSplit()
        split.weights = [deployment: 100]
        return split
    }

    package subscript(deployment: DeploymentName) -> Int { weights[deployment] ?? 0 }

    /// The deployments with a share, by name.
    package var live: [DeploymentName] {
        weights.filter { $0.value > 0 }.keys.sorted()
    }

    /// The same without the deployments that are not in `names`. Only shares of 0 may be left out this way.
    package func keeping(_ names: Set<DeploymentName>) throws -> TrafficSplit {
        try TrafficSplit(weights.filter { names.contains($0.key) })
    }

    package init(from decoder: any Decoder) throws {
        try self.init(decoder.singleValueContainer().decode([DeploymentName: Int].self))
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(weights)
    }
}

extension TrafficSplit: CustomStringConvertible {
    /// `blue=90 green=10`
    package var description: String {
        weights.isEmpty
            ? "none" : weights.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }.joined(separator: " ")
    }
}
