import ArgumentParser

struct OnlineEndpointGroup: VerbGroup {
    static let configuration = CommandConfiguration.group(
        "online-endpoint", "Addresses that answer predictions, and the traffic behind them.",
        [
            OnlineEndpointCreate.self, OnlineEndpointShow.self, OnlineEndpointList.self, OnlineEndpointUpdate.self,
            OnlineEndpointDelete.self, ValidateFile<OnlineEndpointDocuments>.self, OnlineEndpointGetCredentials.self, OnlineEndpointRegenerateKeys.self,
            OnlineEndpointDeploy.self, OnlineEndpointInvoke.self, OnlineEndpointRevisions.self, OnlineEndpointRollback.self,
        ])
}

/// The endpoint a verb is about.
struct EndpointOption: ParsableArguments {
    @Option(name: .shortAndLong, help: "The endpoint's name.", completion: NamedThing.endpoint.completion)
    var name: String

    @Flag(help: ArgumentHelp("Accepted; everything is local.", visibility: .hidden))
    var local = false
}
