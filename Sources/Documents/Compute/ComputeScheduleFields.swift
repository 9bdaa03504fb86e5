import Domain

/// `schedules` of a compute instance: kept, with everything in it that can be wrong told.
enum ComputeScheduleFields {
    static var outline: [FieldOutline] {
        [FieldOutline("compute_start_stop", .kept, children: fields.map(\.outline))]
    }

    static var fields: [Field<ComputeSchedule>] {
        [
            .choice("action", \.action, required: true).kept,
            .choice("state", \.state).kept,
            .custom("trigger", required: true, children: trigger.map(\.outline)) { schedule, entry, reading in
                reading.fill(&schedule, from: entry.value, with: trigger, noun: "\"trigger\"")
                reading.checkTrigger(of: schedule, entry)
            }.kept,
            .readOnly("provisioning_state"), .readOnly("schedule_id"),
        ]
    }

    private static var trigger: [Field<ComputeSchedule>] {
        [
            .choice("type", \.trigger, required: true).kept,
            .text("expression", \.expression).kept,
            .choice("frequency", \.frequency).kept,
            .integer("interval", \.interval, in: 1...1000).kept,
            .text("start_time", \.startTime).kept,
            .text("time_zone", \.timeZone).kept,
            .group(
                "schedule",
                [
                    .value("hours", \.hours) { $0.numbers($1, "hours", in: 0...23) }.kept,
                    .value("minutes", \.minutes) { $0.numbers($1, "minutes", in: 0...59) }.kept,
                    .value("week_days", \.weekDays) { $0.weekDays($1) }.kept,
                ]
            ).kept,
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
        if !schedules.isEmpty {
            diagnostics.warning(
                "\"schedules\" is kept, but nothing is started or stopped by it yet", at: node.position)
        }
        return schedules
    }

    fileprivate func checkTrigger(of schedule: ComputeSchedule, _ entry: DocumentEntry) {
        switch schedule.trigger {
        case .cron where schedule.expression == nil:
            diagnostics.error("a trigger of type cron needs an \"expression\"", at: entry.position)
        case .recurrence where schedule.frequency == nil:
            diagnostics.error("a trigger of type recurrence needs a \"frequency\"", at: entry.position)
        default: break
        }
    }

    fileprivate func numbers(_ node: DocumentNode, _ field: String, in range: ClosedRange<Int>) -> [Int]? {
        // Azure takes one number for a list of one.
        (node.items ?? [node]).compactMap { integer($0, field, in: range) }
    }

    fileprivate func weekDays(_ node: DocumentNode) -> [String]? {
        let days = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
        return (node.items ?? [node]).compactMap { item in
            guard let text = text(item, "week_days") else { return nil }
            guard days.contains(text.lowercased()) else {
                reportChoice(text, "week_days", among: days, at: item.position)
                return nil
            }
            return text.lowercased()
        }
    }

    /// `PT30M`, `PT1H30M`, `P1D`: seconds.
    func duration(_ node: DocumentNode, _ field: String) -> Int? {
        guard let text = text(node, field) else { return nil }
        var seconds = 0
        var digits = ""
        var isTime = false
        var isValid = text.hasPrefix("P") && text.count > 2
        for character in text.dropFirst() {
            switch character {
            case "0"..."9": digits.append(character)
            case "T": isTime = true
            default:
                let unit: Int? =
                    switch (character, isTime) {
                    case ("D", false): 86_400
                    case ("H", true): 3600
                    case ("M", true): 60
                    case ("S", true): 1
                    default: nil
                    }
                guard let unit, let number = Int(digits), number <= 1_000_000 else {
                    isValid = false
                    continue
                }
                seconds += number * unit
                digits = ""
            }
        }
        guard isValid, digits.isEmpty, seconds > 0 else {
            diagnostics.error("\"\(field)\" is \"\(text)\"", at: node.position, hint: "write a time such as PT30M or PT2H")
            return nil
        }
        return seconds
    }
}
