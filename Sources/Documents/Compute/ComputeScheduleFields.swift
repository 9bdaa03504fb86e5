import Domain

/// `schedules` of a compute instance.
enum ComputeScheduleFields {
    static var outline: [FieldOutline] {
        [FieldOutline("compute_start_stop", .works, children: fields.map(\.outline))]
    }

    static var fields: [Field<ComputeSchedule>] {
        [
            .choice("action", \.action, required: true),
            .choice("state", \.state),
            .custom("trigger", required: true, children: trigger.map(\.outline)) { schedule, entry, reading in
                reading.fill(&schedule, from: entry.value, with: trigger, noun: "\"trigger\"")
                reading.checkTrigger(of: schedule, entry)
            },
            .readOnly("provisioning_state"), .readOnly("schedule_id"),
        ]
    }

    private static var trigger: [Field<ComputeSchedule>] {
        [
            .choice("type", \.trigger, required: true),
            .value("expression", \.expression) { $0.cron($1) },
            .choice("frequency", \.frequency),
            .integer("interval", \.interval, in: 1...1000),
            .value("start_time", \.startTime) { $0.writtenTime($1, "start_time") },
            .value("time_zone", \.timeZone) { $0.timeZone($1) },
            .group(
                "schedule",
                [
                    .value("hours", \.hours) { $0.numbers($1, "hours", in: 0...23) },
                    .value("minutes", \.minutes) { $0.numbers($1, "minutes", in: 0...59) },
                    .value("week_days", \.weekDays) { $0.weekDays($1) },
                ]
            ),
        ]
    }
}

extension Reading {
    func computeSchedules(_ node: DocumentNode) -> [ComputeSchedule]? {
        guard let entries = node.entries else {
            diagnostics.error("\"schedules\" must be a map with compute_start_stop, not \(node.kind)", at: node.position)
            return nil
        }
        var schedules: [ComputeSchedule] = []
        for entry in entries {
            guard entry.key == "compute_start_stop" else {
                diagnostics.error(
                    "unknown field \"\(entry.key)\"" + Self.suggestion("compute_start_stop"), at: entry.position)
                continue
            }
            guard let items = entry.value.items else {
                diagnostics.error(
                    "\"compute_start_stop\" must be a list, not \(entry.value.kind)", at: entry.value.position,
                    hint: "start every schedule with \"- \"")
                continue
            }
            for item in items {
                var schedule = ComputeSchedule()
                fill(&schedule, from: item, with: ComputeScheduleFields.fields, noun: "a schedule")
                schedules.append(schedule)
            }
        }
        return schedules
    }

    fileprivate func checkTrigger(of schedule: ComputeSchedule, _ entry: DocumentEntry) {
        func says(_ field: String) -> Bool { entry.value.entries?.contains { $0.key == field } == true }
        switch schedule.trigger {
        case .cron where !says("expression"):
            diagnostics.error("a trigger of type cron needs an \"expression\"", at: entry.position)
        case .recurrence where !says("frequency"):
            diagnostics.error("a trigger of type recurrence needs a \"frequency\"", at: entry.position)
        case .recurrence:
            guard let frequency = schedule.frequency, let pattern = entry.value["schedule"], let fields = pattern.entries,
                !fields.contains(where: { field in (field.value.items ?? [field.value]).contains { diagnostics.hasError(at: $0.position) } })
            else { return }
            _ = checked(at: pattern.position) {
                try Recurrence(
                    frequency: frequency, hours: schedule.hours, minutes: schedule.minutes, weekDays: schedule.weekDays)
            }
        default: break
        }
    }

    fileprivate func numbers(_ node: DocumentNode, _ field: String, in range: ClosedRange<Int>) -> [Int]? {
        // Azure takes one number for a list of one.
        (node.items ?? [node]).compactMap { integer($0, field, in: range) }
    }

    fileprivate func weekDays(_ node: DocumentNode) -> [Weekday]? {
        (node.items ?? [node]).compactMap { choice($0, "week_days") }
    }
}
