import ArgumentParser
import ControlAPI
import Domain

struct ComputeStop: Verb {
    static let configuration = CommandConfiguration.verb(
        "stop", "Stop a compute instance: what runs on it is canceled, what waits goes on waiting.",
        example: "atelier compute stop --name my-instance")

    @Option(name: .shortAndLong, help: "The instance's name.")
    var name: String
    @Flag(help: "Accepted; what runs is asked to end, and the answer comes at once.")
    var noWait = false
    @OptionGroup var global: GlobalOptions

    func perform(in session: Session) async throws -> Answer {
        let open = try await session.open(global)
        let compute = try await open.call(ComputeRoutes.stop, ["compute": name])
        return Answer(compute.presentation(in: open.scope), columns: Compute.columns)
    }
}
