import ArgumentParser
import Domain

struct EnvironmentGroup: VerbGroup {
    static let configuration = CommandConfiguration.group(
        "environment", "Registered sets of packages that jobs and deployments run in.",
        [
            EnvironmentCreate.self, EnvironmentShow.self, AssetList<EnvironmentAsset>.self, EnvironmentUpdate.self,
            AssetArchive<EnvironmentAsset>.self, AssetRestore<EnvironmentAsset>.self, EnvironmentDelete.self,
            EnvironmentLock.self, EnvironmentPrune.self, ValidateFile<EnvironmentDocuments>.self,
        ])
}
