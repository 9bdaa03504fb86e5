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
            "atelier": own, "azure-cli": .string(AtelierVersion.azure), "azure-cli-core": .string(AtelierVersion.azure),
            "extensions": ["ml": .string(AtelierVersion.extension)],
        ])
    }
}

/// The versions the program answers with.
enum AtelierVersion {
    static let current = "0.1.0"
    /// The `az` and its `ml` extension whose flags and answers Atelier follows; scripts ask for a minimum.
    static let azure = "2.75.0"
    static let `extension` = "2.40.0"
}
