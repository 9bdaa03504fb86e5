import Domain

extension StudioModel {
    /// Another workspace: its dashboard, with nothing known yet. The box is the same.
    mutating func show(workspace: WorkspaceName) -> [StudioEffect] {
        guard workspace != data.workspace else { return [] }
        var next = StudioData(workspace: workspace)
        next.status = data.status
        next.workspaces = data.workspaces
        next.studios = data.studios
        data = next
        screens = [Screen.dashboard()]
        history = ViewHistory()
        restoreSplits()
        beginLogs()
        (undoSteps, redoSteps) = ([], [])
        frozen = nil
        connection = .connecting
        return told(.info, "this is the workspace \(workspace.rawValue.neutralised)")
    }

    /// Says so when there is none of the name.
    mutating func show(workspaceNamed name: String) -> [StudioEffect] {
        let known = data.workspaces.map(\.name.rawValue)
        guard known.contains(name) else {
            let nearest = EditDistance.nearest(to: name, among: known).map { ", did you mean '\($0)'?" } ?? ""
            return told(.warning, "there is no workspace '\(name.neutralised)'\(nearest)")
        }
        return show(workspace: WorkspaceName(name))
    }
}
