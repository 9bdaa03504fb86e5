import ArgumentParser
import Client
import ControlAPI
import Domain

struct EngineStatusVerb: Verb {
    static let configuration = CommandConfiguration.verb(
        "status", "Tell whether the engine runs, and where it answers.", example: "atelier engine status --output json")

    @OptionGroup var global: GlobalOptions

    static var usualFormat: OutputFormat { .table }

    func perform(in session: Session) async throws -> Answer {
        guard session.door.isRunning else {
            let stopped: JSONValue = ["status": "Stopped", "home": .string(session.location.home.root)]
            return Answer(stopped, columns: EngineStatus.columns)
        }
        let status = try await session.door.connection().call(EngineRoutes.status)
        return Answer(status.presentation, columns: EngineStatus.columns)
    }
}
