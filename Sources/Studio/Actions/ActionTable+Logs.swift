import Domain

extension ActionTable {
    static let logs: [Action] = logSearching + logViewing + logMarking

    private static let logSearching: [Action] = [
        Action("log.search", "Search in the log", in: .pane(.log), keys: ["/"], hint: "search") { model in
            model.overlay = TextPrompt(sign: "/", takesNothing: true) { $0.searchLog(for: $1) }
            return []
        },
        Action("log.next", "Next hit", in: .pane(.log), keys: ["n"], hint: "hit") { $0.findAgain(isForward: true) },
        Action("log.previous", "Previous hit", in: .pane(.log), keys: ["N"]) { $0.findAgain(isForward: false) },
        Action("log.nexterror", "Next error", in: .pane(.log), keys: ["e"], hint: "error") {
            $0.findInLog(.level(.error), isForward: true)
        },
        Action("log.previouserror", "Previous error", in: .pane(.log), keys: ["E"]) {
            $0.findInLog(.level(.error), isForward: false)
        },
        Action("log.nextwarning", "Next warning or error", in: .pane(.log), keys: ["Alt-e"]) {
            $0.findInLog(.level(.warning), isForward: true)
        },
        Action("log.previouswarning", "Previous warning or error", in: .pane(.log), keys: ["Alt-E"]) {
            $0.findInLog(.level(.warning), isForward: false)
        },
        Action("log.time", "Go to a time: 14:02, -5m, +1h", in: .pane(.log), keys: ["T"]) { model in
            model.overlay = TextPrompt(sign: "go to 14:02, -5m or +1h: ") { $0.goToTime($1) }
            return []
        },
    ]

    private static let logViewing: [Action] = [
        Action("log.only", "Only lines that match; nothing typed: all", in: .pane(.log), keys: ["&"], hint: "only") { model in
            model.overlay = TextPrompt(sign: "&", takesNothing: true) { $0.filterLog(by: $1) }
            return []
        },
        Action("log.level", "Only INFO, WARN, ERROR and above; then all again", in: .pane(.log), keys: ["V"], hint: "level") { model in
            model.changeFocused(LogPane.self) { pane, _ in pane.raiseLevel() }
            return []
        },
        Action("log.wrap", "Wrap long lines, or not", in: .pane(.log), keys: ["w"], hint: "wrap") { model in
            model.changeFocused(LogPane.self) { pane, _ in pane.wraps.toggle() }
            return []
        },
        Action("log.stamp", "Beside each line its time, the time since the start, or none", in: .pane(.log), keys: ["t"], hint: "time") { model in
            model.changeFocused(LogPane.self) { pane, _ in pane.stamp = pane.stamp.next }
            return []
        },
        Action("log.colours", "The log's own colours, or none", in: .pane(.log), keys: ["a"], hint: "colours") { model in
            model.changeFocused(LogPane.self) { pane, _ in pane.hasColours.toggle() }
            return []
        },
    ]

    private static let logMarking: [Action] = [
        Action("log.mark", "Mark the line, or not any more", in: .pane(.log), keys: ["m m"], hint: "mark") { model in
            model.changeFocused(LogPane.self) { pane, context in pane.toggleMark(context) }
            return []
        },
        Action("log.nextmark", "Next marked line", in: .pane(.log), keys: ["' '"]) { $0.goToNextMark() },
        Action("log.copyline", "Copy the line", in: .pane(.log), keys: ["y l"], hint: "line") { $0.copyLogLine() },
        Action("log.copymarked", "Copy the marked lines", in: .pane(.log), keys: ["y m"], hint: "marked") {
            $0.copyMarkedLines()
        },
        Action("log.copyvisible", "Copy the lines in sight", in: .pane(.log), keys: ["y v"], hint: "visible") {
            $0.copyVisibleLines()
        },
        Action("log.pipe", "Pipe the marked lines, or those in sight, to a command", in: .pane(.log), keys: ["|"], changesThings: true) { model in
            model.overlay = TextPrompt(sign: "| ") { $0.pipeLog(to: $1) }
            return []
        },
    ]
}
