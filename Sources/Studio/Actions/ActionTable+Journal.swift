extension ActionTable {
    static let journal: [Action] = [
        Action("events", "What happened, and who did it", in: .global, keys: ["A"]) { model in
            if model.screen.kind != .events { model.open(.events()) }
            return []
        },
        Action("notifications", "What was said at the bottom", in: .global, keys: ["^N"]) { model in
            if model.screen.kind != .notifications { model.open(.notifications()) }
            return []
        },
    ]
}
