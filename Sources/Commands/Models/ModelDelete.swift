import ArgumentParser
import ControlAPI
import Domain

struct ModelDelete: Verb {
    static let configuration = CommandConfiguration.verb(
        "delete", "Delete a version of a model that no deployment uses, with its files.",
        example: "atelier model delete --name iris --version 1 --yes")

    @Option(name: .shortAndLong, help: "The model's name.", completion: NamedThing.model.completion)
    var name: String
    @Option(name: .shortAndLong, help: "The version; its number is never given again.")
    var version: String
    @Flag(name: .shortAndLong, help: "Do not ask.")
    var yes = false
    @OptionGroup var global: GlobalOptions

    func perform(in session: Session) async throws -> Answer {
        let open = try await session.open(global)
        try session.confirm("Delete the model \(name):\(version) with its files?", unless: yes)
        _ = try await open.call(ModelRoutes.delete, ["model": name, "version": version])
        return .nothing
    }
}
