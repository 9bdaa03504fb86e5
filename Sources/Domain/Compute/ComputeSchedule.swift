/// When a compute instance is to be started or stopped (`schedules.compute_start_stop`).
package struct ComputeSchedule: Codable, Sendable, Hashable {
    package enum Action: String, Codable, Sendable, CaseIterable {
        case start, stop
    }

    package enum State: String, Codable, Sendable, CaseIterable {
        case enabled, disabled
    }

    package enum Frequency: String, Codable, Sendable, CaseIterable {
        case minute, hour, day, week, month
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
    package var frequency: Frequency?
    package var interval: Int?
    package var hours: [Int]
    package var minutes: [Int]
    package var weekDays: [String]
    package var startTime: String?
    package var timeZone: String?

    package init(
        action: Action = .stop, state: State = .enabled, trigger: Trigger = .cron, expression: String? = nil,
        frequency: Frequency? = nil, interval: Int? = nil, hours: [Int] = [], minutes: [Int] = [], weekDays: [String] = [],
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
