import ArgumentParser
import Domain

struct EnvironmentDelete: Verb {
    static let configuration = CommandConfiguration.verb(
        "delete", "Delete a version of an environment that nothing uses.",
        example: "atelier environment delete --name train --version 1 --yes")

    @OptionGroup var asset: ExactVersionOptions
    @OptionGroup var global: GlobalOptions

    func perform(in session: Session) async throws -> Answer {
        try await EnvironmentAsset.calls.delete(asset, losing: "from the workspace", global, in: session)
    }
}
