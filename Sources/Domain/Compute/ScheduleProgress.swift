package import FoundationEssentials

/// How far the schedules of an instance have been carried out.
package struct ScheduleProgress: Codable, Sendable, Hashable {
    /// When they were written.
    package let since: Date
    /// The moment that was carried out last; whatever was due before it is past.
    package var through: Date

    package init(since: Date, through: Date? = nil) {
        self.since = since
        self.through = through ?? since
    }
}
