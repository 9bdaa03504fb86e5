import Client
import ControlAPI
import Domain

extension ActionTable {
    static let computes: [Action] = [
        Action("compute.drain", "Drain, or undrain", in: .pane(.compute), keys: ["D"], hint: "drain", changesThings: true) { model in
            guard let name = model.subject.compute,
                let compute = model.data.computes.first(where: { $0.name == name })
            else { return model.told(.info, "select a compute first") }
            return model.drain(name, compute.drain == nil)
        }
    ]
}

extension StudioModel {
    fileprivate mutating func drain(_ name: ComputeName, _ isDraining: Bool) -> [StudioEffect] {
        ask(Self.draining(name, isDraining, workspace: data.workspace))
    }

    private static func draining(_ name: ComputeName, _ isDraining: Bool, workspace: WorkspaceName) -> EngineTask {
        let verb = isDraining ? "drains: running jobs end, queued ones wait" : "takes jobs again"
        return EngineTask("\(isDraining ? "draining" : "undraining") \(name.rawValue.neutralised)") { engine in
            _ = try await engine.call(
                ComputeRoutes.drain, ["workspace": workspace.rawValue, "compute": name.rawValue],
                body: DrainChange(isDraining: isDraining))
            return { model in
                model.undoSteps.append(UndoStep("drain", draining(name, !isDraining, workspace: workspace)))
                return model.told(.success, "\(name.rawValue.neutralised) \(verb); u takes it back")
            }
        }
    }
}
