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
        beginLogs()
        undoSteps = []
        frozen = nil
        connection = .connecting
        return told(.info, "this is the workspace \(workspace.rawValue.neutralised)")
    }
}
