import ArgumentParser
import Client
import ControlAPI
import Domain

struct RuntimeRemove: Verb {
    static let configuration = CommandConfiguration.verb(
        "remove", "Remove a version of a library that no deployment uses.",
        example: "atelier runtime remove xgboost --version 2.1.4")

    @Argument(help: "xgboost or onnxruntime.", completion: .words(of: RuntimeName.self))
    var name: RuntimeName
    @Option(help: "The version.")
    var version: String
    @OptionGroup var global: GlobalOptions

    func perform(in session: Session) async throws -> Answer {
        let removed = try await session.engine().call(
            RuntimeRoutes.remove, ["runtime": name.rawValue, "version": version])
        session.say("\(removed.name.title) \(removed.version) removed, \(removed.size) freed")
        return .nothing
    }
}
