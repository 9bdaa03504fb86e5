import ArgumentParser

struct OnlineDeploymentGroup: VerbGroup {
    static let configuration = CommandConfiguration.group(
        "online-deployment", "Models with their code and environment, served behind an endpoint.",
        [
            OnlineDeploymentCreate.self, OnlineDeploymentShow.self, OnlineDeploymentList.self,
            OnlineDeploymentUpdate.self, OnlineDeploymentDelete.self, ValidateFile<OnlineDeploymentDocuments>.self, OnlineDeploymentGetLogs.self,
        ])
}

/// The deployment a verb is about.
struct DeploymentOption: ParsableArguments {
    @Option(name: .shortAndLong, help: "The deployment's name.", completion: NamedThing.deployment.completion)
    var name: String
    @Option(
        name: [.customShort("e"), .long], help: "The endpoint's name.", completion: NamedThing.endpoint.completion)
    var endpointName: String
    @Flag(help: ArgumentHelp("Accepted; everything is local.", visibility: .hidden))
    var local = false

    var parts: [String: String] { ["endpoint": endpointName, "deployment": name] }
}

/// Flags of `az` that ask for what is so on one box anyway.
struct LocalServingFlags: ParsableArguments {
    @Flag(help: ArgumentHelp("Accepted; everything is local.", visibility: .hidden))
    var local = false
    @Flag(help: ArgumentHelp("Accepted.", visibility: .hidden))
    var localEnableGpu = false
    @Flag(help: ArgumentHelp("Accepted.", visibility: .hidden))
    var vscodeDebug = false
    @Flag(help: ArgumentHelp("Accepted.", visibility: .hidden))
    var skipScriptValidation = false
    @Flag(help: ArgumentHelp("Accepted.", visibility: .hidden))
    var web = false
}
