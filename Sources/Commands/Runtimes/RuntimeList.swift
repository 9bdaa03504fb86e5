import ArgumentParser
import Client
import ControlAPI
import Domain

struct RuntimeList: Verb {
    static let configuration = CommandConfiguration.verb(
        "list", "List the installed libraries and the deployments that they answer for.", example: "atelier runtime list")

    static var usualFormat: OutputFormat { .table }

    @OptionGroup var global: GlobalOptions

    func perform(in session: Session) async throws -> Answer {
        let runtimes = try await session.engine().call(RuntimeRoutes.list)
        return Answer(.array(runtimes.map(\.presentation)), columns: InstalledRuntime.columns)
    }
}
