import ArgumentParser

/// `atelier az …`, and the program itself when it is called `az`: the command lines of Azure's tutorials as they stand.
struct Az: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "az",
        abstract: "Answer the command lines of 'az' as they stand: login, account, extension, group, ml …",
        discussion: """
            Example:
              alias az='atelier az'; az ml job list --output table
            """,
        subcommands: [
            AzLogin.self, AzLogout.self, AzAccount.self, AzExtension.self, AzGroup.self, AzConfigure.self, AzConfig.self, AzML.self,
            VersionShow.self,
        ])
}

/// `az ml`: the same verbs.
struct AzML: VerbGroup {
    static let configuration = CommandConfiguration.group(
        "ml", "Machine learning: the verbs of 'atelier'.", VerbCatalogue.machineLearning)
}
