import ArgumentParser
import Domain

struct VersionShow: Verb {
    static let configuration = CommandConfiguration.verb(
        "version", "Print the version.", example: "atelier version --output json")

    @OptionGroup var global: GlobalOptions

    static var usualFormat: OutputFormat { .tsv }

    func perform(in session: Session) async throws -> Answer {
        let own = JSONValue.string(AtelierVersion.current)
        guard session.speaksAzure else { return Answer(global.output == nil ? own : ["atelier": own]) }
        return Answer([
            "atelier": own, "azure-cli": .string(AzureVersion.cli), "azure-cli-core": .string(AzureVersion.cli),
            "extensions": ["ml": .string(AzureVersion.extension)],
        ])
    }
}

/// The `az` and its `ml` extension whose flags and answers Atelier follows; scripts ask for a minimum.
enum AzureVersion {
    static let cli = "2.75.0"
    static let `extension` = "2.40.0"
}
