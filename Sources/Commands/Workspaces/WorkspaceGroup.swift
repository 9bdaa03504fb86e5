import ArgumentParser

struct WorkspaceGroup: VerbGroup {
    static let configuration = CommandConfiguration.group(
        "workspace", "The containers of jobs, computes, models and endpoints.",
        [
            WorkspaceCreate.self, WorkspaceShow.self, WorkspaceList.self, WorkspaceUpdate.self, WorkspaceDelete.self,
            ValidateFile<WorkspaceDocuments>.self,
        ])
}
