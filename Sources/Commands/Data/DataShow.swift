import ArgumentParser
import ControlAPI
import Domain

struct DataShow: Verb {
    static let configuration = CommandConfiguration.verb(
        "show", "Show a data asset's version, and how much is there.",
        example: "atelier data show --name titanic --version 1")

    @OptionGroup var data: VersionOptions
    @OptionGroup var global: GlobalOptions

    func perform(in session: Session) async throws -> Answer {
        let open = try await session.open(global)
        let query = try data.query().merging(["content": "true"]) { _, new in new }
        let details = try await open.call(DataRoutes.show, ["data": data.name], query: query)
        return Answer(details.presentation(in: open.scope), columns: DataDetails.columns)
    }
}
