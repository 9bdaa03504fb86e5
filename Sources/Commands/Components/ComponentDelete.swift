import ArgumentParser
import Domain

struct ComponentDelete: Verb {
    static let configuration = CommandConfiguration.verb(
        "delete", "Delete a version of a component.",
        example: "atelier component delete --name train --version 1 --yes")

    @OptionGroup var asset: ExactVersionOptions
    @OptionGroup var global: GlobalOptions

    func perform(in session: Session) async throws -> Answer {
        try await Component.calls.delete(asset, losing: "from the workspace", global, in: session)
    }
}
