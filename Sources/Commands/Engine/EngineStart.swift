import ArgumentParser
import Client
import ControlAPI
import Domain

struct EngineStart: Verb {
    static let configuration = CommandConfiguration.verb(
        "start", "Start the engine, unless it runs.", example: "atelier engine start")

    @OptionGroup var global: GlobalOptions

    static var usualFormat: OutputFormat { .table }

    func perform(in session: Session) async throws -> Answer {
        let status = try await session.engine().call(EngineRoutes.status)
        return Answer(status.presentation, columns: EngineStatus.columns)
    }
}
