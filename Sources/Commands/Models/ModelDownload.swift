import ArgumentParser
import ControlAPI
import Domain

struct ModelDownload: Verb {
    static let configuration = CommandConfiguration.verb(
        "download", "Copy a model's files into a folder of the model's name.",
        example: "atelier model download --name iris --version 1 --download-path ./models")

    @OptionGroup var model: VersionOptions
    @Option(name: [.customShort("p"), .long], help: "The folder to copy into.")
    var downloadPath = "."
    @OptionGroup var global: GlobalOptions

    func perform(in session: Session) async throws -> Answer {
        let open = try await session.open(global)
        let details = try await open.call(ModelRoutes.show, ["model": model.name], query: model.query())
        let target = "\(downloadPath)/\(details.model.name)"
        session.say("copying \(details.model.name):\(details.model.version) to \(target)/\(details.model.baseName)")
        try FolderCopy(session: session).copy(details.path, named: details.model.baseName, into: target)
        return .nothing
    }
}
