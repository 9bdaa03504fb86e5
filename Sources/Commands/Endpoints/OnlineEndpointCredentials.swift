import ArgumentParser
import ControlAPI
import Domain

struct OnlineEndpointGetCredentials: Verb {
    static let configuration = CommandConfiguration.verb(
        "get-credentials", "Print the endpoint's keys.",
        example: "atelier online-endpoint get-credentials -n iris --query primaryKey -o tsv")

    @OptionGroup var endpoint: EndpointOption
    @OptionGroup var global: GlobalOptions

    func perform(in session: Session) async throws -> Answer {
        let open = try await session.open(global)
        return Answer(try await open.call(EndpointRoutes.credentials, ["endpoint": endpoint.name]).presentation)
    }
}

struct OnlineEndpointRegenerateKeys: Verb {
    static let configuration = CommandConfiguration.verb(
        "regenerate-keys", "Replace one of the endpoint's keys; the other stays good.",
        example: "atelier online-endpoint regenerate-keys --name iris --key-type secondary")

    @OptionGroup var endpoint: EndpointOption
    @Option(help: "primary or secondary.")
    var keyType: KeyType = .primary
    @Flag(help: "Accepted; a new key takes no time.")
    var noWait = false
    @OptionGroup var global: GlobalOptions

    enum KeyType: String, ExpressibleByArgument, CaseIterable {
        case primary, secondary

        init?(argument: String) { self.init(rawValue: argument.lowercased()) }
    }

    func perform(in session: Session) async throws -> Answer {
        let open = try await session.open(global)
        let slot: EndpointKeys.Slot = keyType == .primary ? .primary : .secondary
        _ = try await open.call(
            EndpointRoutes.regenerateKey, ["endpoint": endpoint.name], body: KeyRegeneration(slot: slot))
        session.say("the \(keyType.rawValue) key of '\(endpoint.name)' is new; 'get-credentials' prints it")
        return .nothing
    }
}
