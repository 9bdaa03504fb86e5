import Domain
import FoundationEssentials

/// When the schedules of an instance have it started and stopped. Pure.
struct InstanceTimetable {
    /// What is to be done now.
    struct Due: Hashable {
        let schedule: ComputeSchedule
        let moment: Date

        /// For the event.
        func reason(at now: Date) -> String {
            let isLate = now.timeIntervalSince(moment) >= Self.lateness
            return "by its schedule (\(schedule.summary))"
                + (isLate ? ", due at \(moment.formatted(Date.ISO8601FormatStyle()))" : "")
        }

        private static let lateness: TimeInterval = 120
    }

    private let entries: [(schedule: ComputeSchedule, trigger: ScheduleTrigger?)]
    private let through: Date
    /// What cannot be read of the schedules, of records from before they were checked.
    let faults: [String]

    init(_ compute: Compute, zones: ZoneDatabase) {
        let progress = compute.progress
        var faults: [String] = []
        entries = (compute.spec.schedules ?? []).map { schedule in
            do {
                return (schedule, try schedule.trigger(in: zones, creation: progress.since))
            } catch {
                faults.append("\(error)")
                return (schedule, nil)
            }
        }
        self.faults = faults
        through = progress.through
    }

    /// The newest moment that is not carried out yet; of two schedules that meet, the one written last. What is older
    /// than an hour is passed over: the engine was away, and people have arranged themselves with how things are.
    func due(at now: Date) -> Due? {
        let earliest = max(through, now - Self.grace)
        var newest: Due?
        for entry in entries where entry.schedule.state == .enabled {
            guard let moment = entry.trigger?.last(after: earliest, through: now),
                newest.map({ $0.moment <= moment }) ?? true
            else { continue }
            newest = Due(schedule: entry.schedule, moment: moment)
        }
        return newest
    }

    /// When each of the schedules fires next; nil for one that never does.
    func nextTimes(after now: Date) -> [Date?] {
        entries.map { $0.schedule.state == .enabled ? $0.trigger?.next(after: now) : nil }
    }

    private static let grace: TimeInterval = 3600
}

extension Compute {
    /// How far its schedules have been carried out; in records of before they were, not at all.
    var progress: ScheduleProgress { scheduleProgress ?? ScheduleProgress(since: creation.createdAt) }
}
