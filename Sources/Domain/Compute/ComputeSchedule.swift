package import FoundationEssentials

/// When a compute instance is to be started or stopped (`schedules.compute_start_stop`).
package struct ComputeSchedule: Codable, Sendable, Hashable {
    package enum Action: String, Codable, Sendable, CaseIterable {
        case start, stop
    }

    package enum State: String, Codable, Sendable, CaseIterable {
        case enabled, disabled
    }

    package enum Trigger: String, Codable, Sendable, CaseIterable {
        case cron, recurrence
    }

    package var action: Action
    package var state: State
    package var trigger: Trigger
    /// Of a cron trigger.
    package var expression: String?
    /// Of a recurrence.
    package var frequency: Recurrence.Frequency?
    package var interval: Int?
    package var hours: [Int]
    package var minutes: [Int]
    package var weekDays: [Weekday]
    package var startTime: String?
    package var timeZone: String?

    package init(
        action: Action = .stop, state: State = .enabled, trigger: Trigger = .cron, expression: String? = nil,
        frequency: Recurrence.Frequency? = nil, interval: Int? = nil, hours: [Int] = [], minutes: [Int] = [], weekDays: [Weekday] = [],
        startTime: String? = nil, timeZone: String? = nil
    ) {
        self.action = action
        self.state = state
        self.trigger = trigger
        self.expression = expression
        self.frequency = frequency
        self.interval = interval
        self.hours = hours
        self.minutes = minutes
        self.weekDays = weekDays
        self.startTime = startTime
        self.timeZone = timeZone
    }
}

extension ComputeSchedule {
    /// When it fires. Throws `invalidArgument` for what says nothing, and as `ZoneDatabase` does.
    ///
    /// - Parameter creation: when it was written: a recurrence without a start counts from there.
    package func trigger(in zones: ZoneDatabase, creation: Date) throws -> ScheduleTrigger {
        ScheduleTrigger(
            try pattern, zone: try zones.rules(named: timeZone), start: try startTime.map(WrittenTime.init(parsing:)),
            creation: creation)
    }

    private var pattern: ScheduleTrigger.Pattern {
        get throws {
            switch trigger {
            case .cron:
                guard let expression else {
                    throw AtelierError(.invalidArgument, "a trigger of type cron needs an \"expression\"")
                }
                return .cron(try CronExpression(parsing: expression))
            case .recurrence:
                guard let frequency else {
                    throw AtelierError(.invalidArgument, "a trigger of type recurrence needs a \"frequency\"")
                }
                return .recurrence(
                    try Recurrence(
                        frequency: frequency, interval: interval ?? 1, hours: hours, minutes: minutes, weekDays: weekDays))
            }
        }
    }

    /// For a sentence: `0 18 * * *`, `every 2 weeks`
    package var summary: String {
        switch trigger {
        case .cron: return (expression ?? "").neutralised
        case .recurrence:
            let unit = frequency?.rawValue ?? ""
            return interval ?? 1 == 1 ? "every \(unit)" : "every \(interval ?? 1) \(unit)s"
        }
    }
}
