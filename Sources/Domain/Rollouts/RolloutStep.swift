/// One step of a rollout: which share of the requests the new deployment gets, and how long at least and at most.
package struct RolloutStep: Codable, Sendable, Hashable {
    package enum Kind: String, Codable, Sendable, CaseIterable {
        /// Copies of the requests; their answers are compared with the live ones and dropped.
        case mirror
        /// Requests of its own.
        case live
    }

    package var kind: Kind
    /// Percent: 1 to 50 of mirrored requests, 1 to 100 of live ones.
    package var weight: Int
    /// Answers of the new deployment that the step needs before the next one begins.
    package var minSamples: Int
    /// Seconds that it lasts at least.
    package var minTime: Int
    /// Seconds after which a step that could not be decided is inconclusive.
    package var maxTime: Int

    package init(
        _ kind: Kind, _ weight: Int, minSamples: Int = Self.defaultSamples, minTime: Int? = nil,
        maxTime: Int = Self.defaultMaxTime
    ) {
        self.kind = kind
        self.weight = weight
        self.minSamples = minSamples
        self.minTime = min(minTime ?? Self.defaultMinTime(of: kind), maxTime)
        self.maxTime = maxTime
    }

    package static let defaultSamples = 300
    package static let defaultMaxTime = 3600

    /// Five minutes of mirroring, one of live traffic.
    package static func defaultMinTime(of kind: Kind) -> Int { kind == .mirror ? 300 : 60 }

    /// The end of the rollout: nobody else is left to be compared with.
    package var isPromotion: Bool { kind == .live && weight == 100 }
}

extension RolloutStep: CustomStringConvertible {
    /// `mirror 10 %`
    package var description: String { "\(kind.rawValue) \(weight) %" }
}
