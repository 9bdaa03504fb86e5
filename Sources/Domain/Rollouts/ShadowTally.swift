/// What comparing a live answer with that of its copy can find.
package enum ShadowVerdict: String, Codable, Sendable, CaseIterable {
    /// The same, numbers within the tolerance.
    case same
    /// Other scores, everything else the same.
    case score
    /// Another class, text or whole number.
    case differentClass = "class"
    /// Other members, lengths or types.
    case shape
    /// One of them failed, or both did in different ways.
    case status
    /// Not compared: too large, too many at once, or never answered.
    case skipped

    /// Whether it counts against the copy; scores are judged by their distribution.
    package var isDisagreement: Bool { self == .differentClass || self == .shape || self == .status }
}

/// How many comparisons found what.
package struct ShadowTally: Sendable, Hashable {
    private var counts = [Int](repeating: 0, count: ShadowVerdict.allCases.count)

    package init() {}

    package subscript(verdict: ShadowVerdict) -> Int {
        get { counts[Self.index(verdict)] }
        set { counts[Self.index(verdict)] = newValue }
    }

    package var compared: Int { counts.reduce(0, +) - self[.skipped] }
    package var disagreed: Int { ShadowVerdict.allCases.reduce(0) { $0 + ($1.isDisagreement ? self[$1] : 0) } }
    /// 0 to 1; nil when nothing was compared.
    package var disagreement: Double? { compared == 0 ? nil : Double(disagreed) / Double(compared) }

    package mutating func add(_ other: ShadowTally) {
        for index in counts.indices { counts[index] += other.counts[index] }
    }

    /// What came since an earlier copy.
    package func since(_ earlier: ShadowTally) -> ShadowTally {
        var rest = self
        for index in counts.indices { rest.counts[index] -= earlier.counts[index] }
        return rest
    }

    private static func index(_ verdict: ShadowVerdict) -> Int {
        switch verdict {
        case .same: 0
        case .score: 1
        case .differentClass: 2
        case .shape: 3
        case .status: 4
        case .skipped: 5
        }
    }
}

extension ShadowTally: Codable {
    package init(from decoder: any Decoder) throws {
        for (name, count) in try decoder.singleValueContainer().decode([String: Int].self) {
            if let verdict = ShadowVerdict(rawValue: name) { self[verdict] = count }
        }
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(
            Dictionary(uniqueKeysWithValues: ShadowVerdict.allCases.map { ($0.rawValue, self[$0]) }))
    }
}

/// One number of an answer and the same number of its copy's. Numbers with the same slot are of the same meaning.
package struct ScorePair: Sendable, Hashable {
    package let slot: Int
    package let live: Double
    package let shadow: Double

    package init(slot: Int, live: Double, shadow: Double) {
        self.slot = slot
        self.live = live
        self.shadow = shadow
    }
}
