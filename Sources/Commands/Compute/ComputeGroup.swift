import ArgumentParser

struct ComputeGroup: VerbGroup {
    static let configuration = CommandConfiguration.group(
        "compute", "The clusters and instances that jobs run on.",
        [
            ComputeCreate.self, ComputeShow.self, ComputeList.self, ComputeUpdate.self, ComputeDelete.self,
            ValidateFile<ComputeDocuments>.self, ComputeStart.self, ComputeStop.self, ComputeRestart.self,
            ComputeListNodes.self, ComputeListSizes.self, ComputeListUsage.self, ComputeDrain.self, ComputeUndrain.self,
        ])
}
