import ArgumentParser
import ControlAPI
import Domain

struct OnlineEndpointRevisions: Verb {
    static let configuration = CommandConfiguration.verb(
        "revisions", "List every change of an endpoint's traffic, the newest first.",
        example: "atelier online-endpoint revisions --name iris --output table")

    @OptionGroup var endpoint: EndpointOption
    @OptionGroup var global: GlobalOptions

    func perform(in session: Session) async throws -> Answer {
        let open = try await session.open(global)
        let revisions = try await open.call(EndpointRoutes.revisions, ["endpoint": endpoint.name])
        return Answer(
            .array(revisions.sorted { $0.number > $1.number }.map(\.presentation)), columns: EndpointRevision.columns)
    }
}

struct OnlineEndpointRollback: Verb {
    static let configuration = CommandConfiguration.verb(
        "rollback", "Go back to the traffic before the last change, or to a revision, in one switch.",
        example: "atelier online-endpoint rollback --name iris --to 3")

    @OptionGroup var endpoint: EndpointOption
    @Option(help: "The revision's number, see 'revisions'.")
    var to: Int?
    @OptionGroup var global: GlobalOptions

    func perform(in session: Session) async throws -> Answer {
        let open = try await session.open(global)
        let details = try await open.call(
            EndpointRoutes.rollback, ["endpoint": endpoint.name], body: Rollback(revision: to))
        session.say("traffic of '\(endpoint.name)': \(details.endpoint.traffic)")
        return Answer(details.presentation(in: open.scope), columns: EndpointDetails.columns)
    }
}
