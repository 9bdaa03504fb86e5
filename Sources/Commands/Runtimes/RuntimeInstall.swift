import ArgumentParser
import Client
import ControlAPI
import Domain

struct RuntimeInstall: Verb {
    static let configuration = CommandConfiguration.verb(
        "install", "Install a version of a library from the package index, beside those that are there.",
        example: "atelier runtime install xgboost --version 2.1.4")

    @Argument(help: "xgboost or onnxruntime.", completion: .words(of: RuntimeName.self))
    var name: RuntimeName
    @Option(help: "The version; without it the newest.")
    var version: String?
    @OptionGroup var global: GlobalOptions

    func perform(in session: Session) async throws -> Answer {
        var query: [String: String] = [:]
        query["version"] = version
        let watch = WorkWatch<InstalledRuntime>(what: "runtime \(name.rawValue)", session: session)
        let runtime = try await watch.result(
            of: RuntimeRoutes.install, ["runtime": name.rawValue], query: query, from: try session.engine())
        return Answer(runtime.presentation, columns: InstalledRuntime.columns)
    }
}
