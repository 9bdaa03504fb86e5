import ArgumentParser

struct ComputeGroup: VerbGroup {
    static let configuration = CommandConfiguration.group(
        "compute", "The clusters that jobs run on.",
        [
            ComputeCreate.self, ComputeShow.self, ComputeList.self, ComputeUpdate.self, ComputeDelete.self,
            ComputeListNodes.self, ComputeListSizes.self, ComputeDrain.self, ComputeUndrain.self,
        ])
}
