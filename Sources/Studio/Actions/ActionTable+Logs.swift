import Client
import Domain

extension ActionTable {
    static let logs: [Action] = [
        Action("log.wrap", "Wrap long lines, or not", in: .pane(.log), keys: ["w"], hint: "wrap") { model in
            model.changeFocused(LogPane.self) { pane, _ in pane.wraps.toggle() }
            return []
        },
        Action("log.level", "Only INFO, WARN, ERROR and above; then all again", in: .pane(.log), keys: ["V"], hint: "level") { model in
            model.changeFocused(LogPane.self) { pane, _ in pane.raiseLevel() }
            return []
        },
        Action("log.nexterror", "Next error", in: .pane(.log), keys: ["e"], hint: "error") {
            $0.find(.level(.error), isForward: true)
        },
        Action("log.previouserror", "Previous error", in: .pane(.log), keys: ["E"]) {
            $0.find(.level(.error), isForward: false)
        },
        Action("log.search", "Search in the log", in: .pane(.log), keys: ["/"], hint: "search") { model in
            model.overlay = TextPrompt(sign: "/") { model, text in
                model.logPattern = text
                return model.find(.pattern(text), isForward: false)
            }
            return []
        },
        Action("log.next", "Next hit", in: .pane(.log), keys: ["n"]) { $0.findAgain(isForward: true) },
        Action("log.previous", "Previous hit", in: .pane(.log), keys: ["N"]) { $0.findAgain(isForward: false) },
    ]
}

extension StudioModel {
    fileprivate mutating func findAgain(isForward: Bool) -> [StudioEffect] {
        guard let logPattern else { return told(.info, "search first: /") }
        return find(.pattern(logPattern), isForward: isForward)
    }

    /// Looks in the engine, and shows the line that was found.
    fileprivate mutating func find(_ target: LogTarget, isForward: Bool) -> [StudioEffect] {
        guard let pane = screen.focused as? LogPane, let job = pane.job else { return [] }
        let (from, workspace) = (pane.found ?? pane.bottom, data.workspace)
        return ask(EngineTask("searching") { engine in
            let line = try await engine.findInLog(of: job, in: workspace, target, from: from, isForward: isForward)
            return { model in
                guard let line else { return model.told(.info, isForward ? "no more below" : "no more above") }
                model.changeFocused(LogPane.self) { pane, context in pane.show(line: line, context) }
                return []
            }
        })
    }
}
