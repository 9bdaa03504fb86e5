import ArgumentParser
import Domain

struct ModelDelete: Verb {
    static let configuration = CommandConfiguration.verb(
        "delete", "Delete a version of a model that no deployment uses, with its files.",
        example: "atelier model delete --name iris --version 1 --yes")

    @OptionGroup var asset: ExactVersionOptions
    @OptionGroup var global: GlobalOptions

    func perform(in session: Session) async throws -> Answer {
        try await ModelVersion.calls.delete(asset, losing: "with its files", global, in: session)
    }
}
