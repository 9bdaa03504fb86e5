import ArgumentParser

struct OnlineDeploymentGroup: VerbGroup {
    static let configuration = CommandConfiguration.group(
        "online-deployment", "Models with their code and environment, served behind an endpoint.",
        [
            OnlineDeploymentCreate.self, OnlineDeploymentShow.self, OnlineDeploymentList.self,
            OnlineDeploymentUpdate.self, OnlineDeploymentDelete.self, ValidateFile<OnlineDeploymentDocuments>.self, OnlineDeploymentGetLogs.self,
            OnlineDeploymentRollout.self,
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

/// Flags of `az` that ask for what is so on one box anyway, and two for what it does not have.
struct LocalServingFlags: ParsableArguments, IneffectiveFlags {
    @Flag(help: "Accepted; everything is local.")
    var local = false
    @Flag var localEnableGpu = false
    @Flag var vscodeDebug = false
    @Flag(help: "Accepted; the script is always checked.")
    var skipScriptValidation = false
    @Flag(help: "Accepted.")
    var web = false

    var given: KeyValuePairs<String, Bool> {
        ["--local-enable-gpu": localEnableGpu, "--vscode-debug": vscodeDebug]
    }
}
