package import ArgumentParser

/// `atelier`, the one command people type.
package struct Atelier: ParsableCommand {
    package static let configuration = CommandConfiguration(
        commandName: "atelier",
        abstract: "Azure Machine Learning's whole lifecycle on one box: train, track, register, deploy, roll back.",
        discussion: """
            The verbs and their flags are those of 'az ml'. The engine starts when a command needs it.

            Example:
              atelier job create --file job.yml --stream
            """,
        subcommands: VerbCatalogue.machineLearning + VerbCatalogue.own)

    package init() {}
}

/// The groups of verbs, in the order help shows them.
enum VerbCatalogue {
    /// What `az ml` has too.
    static let machineLearning: [any ParsableCommand.Type] = [
        WorkspaceGroup.self, ComputeGroup.self, EnvironmentGroup.self, JobGroup.self, ModelGroup.self, DataGroup.self,
        DatastoreGroup.self, ComponentGroup.self, OnlineEndpointGroup.self, OnlineDeploymentGroup.self,
        BatchEndpointGroup.self, BatchDeploymentGroup.self, ScheduleGroup.self, RegistryGroup.self,
    ]

    /// What only Atelier has.
    static let own: [any ParsableCommand.Type] = [
        Validate.self, SchemaPrint.self, StudioOpen.self, TerminalReset.self, EngineGroup.self, RuntimeGroup.self, ShellEnvironment.self,
        EventList.self, Undo.self, Why.self, CostShow.self, Az.self, CompletionScript.self, Complete.self, VersionShow.self,
    ]
}
