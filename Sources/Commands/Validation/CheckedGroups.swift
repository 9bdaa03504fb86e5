import ArgumentParser

// Groups of `az ml` of which Atelier checks the files and does no more yet.

struct BatchEndpointGroup: VerbGroup {
    static let configuration = CommandConfiguration.group(
        "batch-endpoint", "Addresses that take files to score: checked, not run yet.",
        [ValidateFile<BatchEndpointDocuments>.self])
}

struct BatchDeploymentGroup: VerbGroup {
    static let configuration = CommandConfiguration.group(
        "batch-deployment", "What scores files behind a batch endpoint: checked, not run yet.",
        [ValidateFile<BatchDeploymentDocuments>.self])
}

struct ScheduleGroup: VerbGroup {
    static let configuration = CommandConfiguration.group(
        "schedule", "Jobs that start by the clock: checked, not run yet.", [ValidateFile<ScheduleDocuments>.self])
}

struct RegistryGroup: VerbGroup {
    static let configuration = CommandConfiguration.group(
        "registry", "Assets that workspaces share: checked, not run yet.", [ValidateFile<RegistryDocuments>.self])
}
