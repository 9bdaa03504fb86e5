import ArgumentParser
import ControlAPI
import Domain

struct DataShow: Verb {
    static let configuration = CommandConfiguration.verb(
        "show", "Show a data asset's version.", example: "atelier data show --name titanic --version 1")

    @OptionGroup var data: VersionOptions
    @OptionGroup var global: GlobalOptions

    func perform(in session: Session) async throws -> Answer {
        let open = try await session.open(global)
        let asset = try await open.call(DataRoutes.show, ["data": data.name], query: data.query)
        return Answer(asset.presentation(in: open.scope), columns: DataAsset.columns)
    }
}

struct DataList: Verb {
    static let configuration = CommandConfiguration.verb(
        "list", "List the registered data.", example: "atelier data list --output table")

    @Option(name: .shortAndLong, help: "All versions of this asset.")
    var name: String?
    @Option(name: [.customShort("r"), .long], help: "At most so many.")
    var maxResults: Int?
    @OptionGroup var archived: ArchivedOption
    @OptionGroup var global: GlobalOptions

    func perform(in session: Session) async throws -> Answer {
        let open = try await session.open(global)
        let assets = try await open.call(DataRoutes.list).filter {
            (name == nil || $0.name.rawValue == name) && archived.admits($0.isArchived)
        }
        return Answer(
            .array(assets.limited(to: maxResults).map { $0.presentation(in: open.scope) }), columns: DataAsset.columns)
    }
}
