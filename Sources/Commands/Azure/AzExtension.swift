import ArgumentParser
import Domain

struct AzExtension: VerbGroup {
    static let configuration = CommandConfiguration.group(
        "extension", "The extension 'ml', which is built in.",
        [
            AzExtensionAdd.self, AzExtensionUpdate.self, AzExtensionRemove.self, AzExtensionShow.self, AzExtensionList.self,
        ])

    static let ml: JSONValue = [
        "experimental": false, "extensionType": "whl", "name": "ml", "path": "", "preview": false,
        "version": .string(AzureVersion.extension),
    ]

    static let columns = [Column("Name", "name"), Column("Version", "version"), Column("Preview", "preview")]

    /// Throws `notFound` for any extension but `ml`.
    static func check(_ name: String) throws {
        guard name == "ml" || name == "azure-cli-ml" else {
            throw AtelierError(
                .notFound, "there is no extension '\(name.neutralised)' here", hint: "only 'ml' is, and it is built in")
        }
    }
}

struct AzExtensionAdd: Verb {
    static let configuration = CommandConfiguration.verb(
        "add", "Nothing to do: 'ml' is built in.", example: "atelier az extension add --name ml")

    @Option(name: .shortAndLong, help: "ml.") var name: String?
    @Option(name: .shortAndLong, help: "A wheel of it, by path or URL; nothing is fetched.") var source: String?
    @Option(help: "Accepted.") var version: String?
    @Flag(name: .shortAndLong, help: "Accepted.") var yes = false
    @Flag(help: "Accepted.") var upgrade = false
    @OptionGroup var global: GlobalOptions

    func perform(in session: Session) async throws -> Answer {
        // `…/ml-2.33.0-py3-none-any.whl`
        let wheel = source?.split(separator: "/").last.map { String($0.prefix { $0 != "-" }) }
        guard let wanted = name ?? wheel.map({ $0.replacing("_", with: "-") }) else {
            throw AtelierError(.invalidArgument, "no extension is named", hint: "add --name ml")
        }
        try AzExtension.check(wanted)
        session.say("The extension 'ml' is built into Atelier.")
        return .nothing
    }
}

struct AzExtensionUpdate: Verb {
    static let configuration = CommandConfiguration.verb(
        "update", "Nothing to do: 'ml' is built in.", example: "atelier az extension update --name ml")

    @Option(name: .shortAndLong, help: "ml.") var name: String
    @OptionGroup var global: GlobalOptions

    func perform(in session: Session) async throws -> Answer {
        try AzExtension.check(name)
        return .nothing
    }
}

struct AzExtensionRemove: Verb {
    static let configuration = CommandConfiguration.verb(
        "remove", "Nothing to do: 'ml' stays, and others are not there.",
        example: "atelier az extension remove --name azure-cli-ml")

    @Option(name: .shortAndLong, help: "ml.") var name: String
    @OptionGroup var global: GlobalOptions

    func perform(in session: Session) async throws -> Answer {
        try AzExtension.check(name)
        session.say("The extension 'ml' is built into Atelier and stays.")
        return .nothing
    }
}

struct AzExtensionShow: Verb {
    static let configuration = CommandConfiguration.verb(
        "show", "Show the extension.", example: "atelier az extension show --name ml")

    @Option(name: .shortAndLong, help: "ml.") var name: String
    @OptionGroup var global: GlobalOptions

    func perform(in session: Session) async throws -> Answer {
        try AzExtension.check(name)
        return Answer(AzExtension.ml, columns: AzExtension.columns)
    }
}

struct AzExtensionList: Verb {
    static let configuration = CommandConfiguration.verb(
        "list", "List the one extension.", example: "atelier az extension list --output table")

    @OptionGroup var global: GlobalOptions

    func perform(in session: Session) async throws -> Answer {
        Answer([AzExtension.ml], columns: AzExtension.columns)
    }
}
