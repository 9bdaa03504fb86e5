import ArgumentParser

struct EnvironmentGroup: VerbGroup {
    static let configuration = CommandConfiguration.group(
        "environment", "Registered sets of packages that jobs and deployments run in.",
        [
            EnvironmentCreate.self, EnvironmentShow.self, EnvironmentList.self, EnvironmentUpdate.self,
            EnvironmentArchive.self, EnvironmentRestore.self, EnvironmentDelete.self, EnvironmentLock.self,
            EnvironmentPrune.self, ValidateFile<EnvironmentDocuments>.self,
        ])
}
