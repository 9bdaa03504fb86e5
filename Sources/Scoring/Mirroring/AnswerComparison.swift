package import Domain

/// Two answers to the same request, member by member: the worst difference, and the scores in them.
package struct AnswerComparison {
    package private(set) var verdict = ShadowVerdict.same
    package private(set) var scores: [ScorePair] = []
    private let rule: ComparisonRule

    /// A list of more numbers is taken for rows of the same meaning.
    private static let longestVector = 16
    private static let mostScores = 256

    package init(_ live: JSONValue, _ shadow: JSONValue, rule: ComparisonRule = ComparisonRule()) {
        self.rule = rule
        if rule.comparison != .none { compare(live, shadow, slot: 0) }
    }

    /// Answers as they were sent, which need not be JSON.
    init(_ live: String, _ shadow: String, rule: ComparisonRule) {
        switch (try? JSONParser.parse(live), try? JSONParser.parse(shadow)) {
        case (let live?, let shadow?): self.init(live, shadow, rule: rule)
        case (nil, nil): self.init(.string(live), .string(shadow), rule: rule)
        // Only one of them is JSON: they are of different types.
        case (let one, let other): self.init(one.map { .array([$0]) } ?? .null, other.map { .array([$0]) } ?? .null, rule: rule)
        }
    }

    private mutating func compare(_ live: JSONValue, _ shadow: JSONValue, slot: Int) {
        switch (live, shadow) {
        case (.object(let live), .object(let shadow)): compare(live, shadow, slot: slot)
        case (.array(let live), .array(let shadow)): compare(live, shadow, slot: slot)
        case (.int(let live), .int(let shadow)):
            if rule.comparison == .scores {
                compare(Double(live), Double(shadow), slot: slot)
            } else if live != shadow {
                note(.differentClass)
            }
        case (.double(let live), .double(let shadow)): compare(live, shadow, slot: slot)
        case (.int(let live), .double(let shadow)): compare(Double(live), shadow, slot: slot)
        case (.double(let live), .int(let shadow)): compare(live, Double(shadow), slot: slot)
        case (.string(let live), .string(let shadow)): compare(live, shadow, slot: slot)
        case (.bool, .bool), (.null, .null): if live != shadow { note(.differentClass) }
        default: note(.shape)
        }
    }

    private mutating func compare(_ live: [String: JSONValue], _ shadow: [String: JSONValue], slot: Int) {
        let names = Set(live.keys).subtracting(rule.ignoredFields)
        guard names == Set(shadow.keys).subtracting(rule.ignoredFields) else { return note(.shape) }
        for name in names {
            if let one = live[name], let other = shadow[name] { compare(one, other, slot: slot &* 31 &+ name.hashValue) }
        }
    }

    private mutating func compare(_ live: [JSONValue], _ shadow: [JSONValue], slot: Int) {
        guard live.count == shadow.count else { return note(.shape) }
        let isVector = live.count <= Self.longestVector && live.allSatisfy(\.isNumber)
        for (index, pair) in zip(live, shadow).enumerated() {
            compare(pair.0, pair.1, slot: slot &* 31 &+ (isVector ? index + 1 : 1))
        }
    }

    private mutating func compare(_ live: Double, _ shadow: Double, slot: Int) {
        let isSame = abs(live - shadow) <= rule.tolerance * max(1, abs(live), abs(shadow))
        guard rule.comparison != .classes else {
            if !isSame { note(.differentClass) }
            return
        }
        if !isSame { note(.score) }
        if scores.count < Self.mostScores {
            scores.append(ScorePair(slot: slot, live: live, shadow: isSame ? live : shadow))
        }
    }

    /// Many scripts answer with a text that is JSON itself.
    private mutating func compare(_ live: String, _ shadow: String, slot: Int) {
        if let first = live.utf8.first, first == UInt8(ascii: "[") || first == UInt8(ascii: "{"),
            let one = try? JSONParser.parse(live), let other = try? JSONParser.parse(shadow)
        {
            compare(one, other, slot: slot)
        } else if live != shadow {
            note(.differentClass)
        }
    }

    private mutating func note(_ difference: ShadowVerdict) {
        if Self.rank(difference) > Self.rank(verdict) { verdict = difference }
    }

    private static func rank(_ verdict: ShadowVerdict) -> Int {
        switch verdict {
        case .same, .skipped: 0
        case .score: 1
        case .differentClass: 2
        case .shape: 3
        case .status: 4
        }
    }
}

extension JSONValue {
    fileprivate var isNumber: Bool {
        switch self {
        case .int, .double: true
        default: false
        }
    }
}
