import ArgumentParser
import ControlAPI
import Domain

struct DataShow: Verb {
    static let configuration = CommandConfiguration.verb(
        "show", "Show a data asset's version, and how much is there.",
        example: "atelier data show --name titanic --version 1")

    @OptionGroup var data: VersionOptions
    @OptionGroup var past: AtOption
    @OptionGroup var global: GlobalOptions

    func perform(in session: Session) async throws -> Answer {
        let open = try await session.open(global)
        var query = try data.query()
        // What lies there is known of now only.
        if past.at == nil { query["content"] = "true" }
        let found = try await open.call(DataRoutes.show, ["data": data.name], query: query)
        let details = DataDetails(
            data: try await session.former(found.data, at: past, in: open), content: found.content)
        return Answer(details.presentation(in: open.scope), columns: DataDetails.columns)
    }
}
