/// Which deployment gets copies of an endpoint's requests, and of what share, in percent. Azure's rule: one deployment
/// at most, 50 % at most; the copies' answers are dropped.
package struct MirrorSplit: Codable, Sendable, Hashable {
    package private(set) var weights: [DeploymentName: Int]

    package init() {
        weights = [:]
    }

    /// Throws `invalidArgument` when a share is outside 0…50 or more than one deployment has one.
    package init(_ weights: [DeploymentName: Int]) throws {
        if let bad = weights.sorted(by: { $0.key < $1.key }).first(where: { !(0...Self.limit).contains($0.value) }) {
            throw AtelierError(
                .invalidArgument, "the mirror traffic of \(bad.key) is \(bad.value) %",
                hint: "give it 0 to \(Self.limit)")
        }
        let mirrored = weights.filter { $0.value > 0 }.keys.sorted()
        guard mirrored.count <= 1 else {
            throw AtelierError(
                .invalidArgument,
                "mirror traffic goes to one deployment, not to \(mirrored.map(\.rawValue).joined(separator: " and "))",
                hint: "name one deployment, e.g. \(mirrored[0])=10")
        }
        self.weights = weights
    }

    package static let limit = 50

    package subscript(deployment: DeploymentName) -> Int { weights[deployment] ?? 0 }

    /// The deployment that gets copies, if any does.
    package var target: DeploymentName? {
        weights.first { $0.value > 0 }?.key
    }

    /// The same without the deployments that are not in `names`.
    package func keeping(_ names: Set<DeploymentName>) -> MirrorSplit {
        var copy = self
        copy.weights = weights.filter { names.contains($0.key) }
        return copy
    }

    package init(from decoder: any Decoder) throws {
        try self.init(decoder.singleValueContainer().decode([DeploymentName: Int].self))
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(weights)
    }
}

extension MirrorSplit: CustomStringConvertible {
    /// `green=10`
    package var description: String {
        weights.isEmpty
            ? "none" : weights.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }.joined(separator: " ")
    }
}
