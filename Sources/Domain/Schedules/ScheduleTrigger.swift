package import FoundationEssentials

/// When a schedule fires: what repeats, in which time zone, and from when on. Pure.
package struct ScheduleTrigger: Sendable, Hashable {
    package enum Pattern: Sendable, Hashable {
        case cron(CronExpression)
        case recurrence(Recurrence)
    }

    package let pattern: Pattern
    package let zone: ZoneRules
    /// Nothing comes before it.
    private let start: Int?
    /// Where the counting of a recurrence begins.
    private let anchor: Int

    /// - Parameters:
    ///   - start: nil for at once.
    ///   - creation: when the schedule was made: the counting of a recurrence without a start begins there.
    package init(_ pattern: Pattern, zone: ZoneRules, start: WrittenTime?, creation: Date) {
        self.pattern = pattern
        self.zone = zone
        self.start = start?.time(in: zone)
        anchor = self.start ?? Int(creation.timeIntervalSince1970.rounded(.down))
    }

    /// When it fires next; nil for never again.
    package func next(after date: Date) -> Date? {
        let time = max(Int(date.timeIntervalSince1970.rounded(.down)), start.map { $0 - 1 } ?? .min)
        let next =
            switch pattern {
            case .cron(let expression): expression.next(after: time, in: zone)
            case .recurrence(let recurrence): recurrence.next(after: time, from: anchor, in: zone)
            }
        return next.map { Date(timeIntervalSince1970: Double($0)) }
    }

    /// The last time it fired in a stretch of time, its beginning not included; nil for none.
    package func last(after earliest: Date, through latest: Date) -> Date? {
        var last: Date?
        while let next = next(after: last ?? earliest), next <= latest { last = next }
        return last
    }
}
