import Client
import ControlAPI
import Domain
import Terminal

extension ActionTable {
    static let computes: [Action] = [
        Action("compute.open", "Open the compute", in: .pane(.compute), keys: ["Enter"], hint: "open") { model in
            model.open(.compute(model.subject.compute))
            return []
        },
        drain(in: .pane(.compute)), drain(in: .screen("compute")),
        power(in: .pane(.compute)), power(in: .screen("compute")),
        Action("processes.tree", "Below what started them, or the busiest first", in: .pane(.processes), keys: ["t"], hint: "tree") { model in
            model.changeFocused(ProcessesPane.self) { pane, _ in pane.toggleTree() }
            return []
        },
        Action("process.signal", "Send the process a signal", in: .pane(.processes), keys: ["x"], hint: "signal", changesThings: true) {
            $0.chooseSignal()
        },
        Action("node.job", "Open the job that runs here", in: .pane(.nodes), keys: ["Enter"], hint: "its job") { model in
            guard let job = model.subject.job else { return model.told(.info, "no job runs there") }
            model.open(.job(job))
            return []
        },
    ]

    private static func power(in scope: ActionScope) -> Action {
        Action("compute.power", "Stop a compute instance, or start it", in: scope, keys: ["x"], changesThings: true) { model in
            guard let name = model.subject.compute,
                let compute = model.data.computes.first(where: { $0.name == name })
            else { return model.told(.info, "select a compute first") }
            let shown = name.rawValue.neutralised
            guard let state = compute.instanceState else {
                return model.told(.info, "\(shown) is no compute instance: '\(model.keymap.way(to: "compute.drain"))' has it take no new jobs")
            }
            guard state == .running else { return model.setPower(of: name, isOn: true) }
            let running = compute.nodes.compactMap(\.job).count
            guard running > 0 else { return model.setPower(of: name, isOn: false) }
            let jobs = running == 1 ? "the job" : "the \(running) jobs"
            model.overlay = Confirmation(question: "stop \(shown), and cancel \(jobs) on it?") {
                $0.setPower(of: name, isOn: false)
            }
            return []
        }
    }

    private static func drain(in scope: ActionScope) -> Action {
        Action("compute.drain", "Drain, or undrain", in: scope, keys: ["D"], hint: "drain", changesThings: true) { model in
            guard let name = model.subject.compute,
                let compute = model.data.computes.first(where: { $0.name == name })
            else { return model.told(.info, "select a compute first") }
            guard let node = model.subject.node else { return model.drain(name, nil, compute.drain == nil) }
            let isDrained = compute.drain?.holds(node) ?? false
            if isDrained, compute.drain?.isWhole == true {
                return model.told(.info, "all of \(name.rawValue.neutralised) drains: take that back on its own row")
            }
            return model.drain(name, node, !isDrained)
        }
    }
}

extension StudioModel {
    fileprivate mutating func chooseSignal() -> [StudioEffect] {
        guard let pane = screen.focused as? ProcessesPane, let job = subject.job,
            let process = pane.process(context(of: screen.focus))
        else { return told(.info, "select a process first") }
        let what = "\(process.pid) \(process.shownCommand.fitted(to: 40, glyphs: glyphs))"
        overlay = Picker(title: "Signal to \(what)", choices: ProcessSignal.allCases.map(\.rawValue), at: "TERM") { model, choice in
            guard let signal = ProcessSignal(rawValue: choice) else { return [] }
            model.overlay = Confirmation(question: "send \(choice) to \(what)?") {
                $0.send(signal, to: process.pid, of: job)
            }
            return []
        }
        return []
    }

    private mutating func send(_ signal: ProcessSignal, to process: Int32, of job: JobName) -> [StudioEffect] {
        let parts = ActionTable.parts(job, data.workspace)
        let what = "\(signal.rawValue) to \(process)"
        return ask(EngineTask("sending \(what)") { engine in
            _ = try await engine.call(JobRoutes.signal, parts, body: SignalOrder(process: process, signal: signal))
            return { $0.told(.success, "sent \(what)") }
        })
    }

    fileprivate mutating func setPower(of name: ComputeName, isOn: Bool) -> [StudioEffect] {
        ask(Self.power(of: name, isOn: isOn, workspace: data.workspace))
    }

    private static func power(of name: ComputeName, isOn: Bool, workspace: WorkspaceName) -> EngineTask {
        let shown = name.rawValue.neutralised
        return EngineTask("\(isOn ? "starting" : "stopping") \(shown)") { engine in
            _ = try await engine.call(
                isOn ? ComputeRoutes.start : ComputeRoutes.stop,
                ["workspace": workspace.rawValue, "compute": name.rawValue])
            return { model in
                let what = isOn ? "is started: what waits for it begins" : "is stopped: what waits for it goes on waiting"
                return model.did(
                    "\(shown) \(what)", undo: UndoStep(shown, power(of: name, isOn: !isOn, workspace: workspace)))
            }
        }
    }

    fileprivate mutating func drain(_ name: ComputeName, _ node: NodeName?, _ isDraining: Bool) -> [StudioEffect] {
        ask(Self.draining(name, node, isDraining, workspace: data.workspace))
    }

    private static func draining(
        _ name: ComputeName, _ node: NodeName?, _ isDraining: Bool, workspace: WorkspaceName
    ) -> EngineTask {
        let verb = isDraining ? "drains: running jobs end, queued ones wait" : "takes jobs again"
        let what = [name.rawValue, node?.rawValue].compactMap(\.self).joined(separator: " / ").neutralised
        return EngineTask("\(isDraining ? "draining" : "undraining") \(what)") { engine in
            _ = try await engine.call(
                ComputeRoutes.drain, ["workspace": workspace.rawValue, "compute": name.rawValue],
                body: DrainChange(node: node, isDraining: isDraining))
            return { model in
                model.did(
                    "\(what) \(verb)",
                    undo: UndoStep("drain", draining(name, node, !isDraining, workspace: workspace)))
            }
        }
    }
}
