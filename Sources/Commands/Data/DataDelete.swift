import ArgumentParser
import Domain

struct DataDelete: Verb {
    static let configuration = CommandConfiguration.verb(
        "delete", "Delete a version of a data asset that nothing uses; its files stay.",
        example: "atelier data delete --name titanic --version 1 --yes")

    @OptionGroup var asset: ExactVersionOptions
    @OptionGroup var global: GlobalOptions

    func perform(in session: Session) async throws -> Answer {
        try await DataAsset.calls.delete(asset, losing: "from the workspace", global, in: session)
    }
}
