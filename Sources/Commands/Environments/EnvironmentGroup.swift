import ArgumentParser

struct EnvironmentGroup: VerbGroup {
    static let configuration = CommandConfiguration.group(
        "environment", "Registered sets of packages that jobs and deployments run in.",
        [EnvironmentCreate.self, EnvironmentShow.self, EnvironmentList.self, ValidateFile<EnvironmentDocuments>.self])
}
