import ArgumentParser
import ControlAPI
import Domain

struct ComputeRestart: Verb {
    static let configuration = CommandConfiguration.verb(
        "restart", "Stop a compute instance and start it again.",
        example: "atelier compute restart --name my-instance")

    @Option(name: .shortAndLong, help: "The instance's name.")
    var name: String
    @Flag(help: "Accepted; the answer comes at once.")
    var noWait = false
    @OptionGroup var global: GlobalOptions

    func perform(in session: Session) async throws -> Answer {
        let open = try await session.open(global)
        _ = try await open.call(ComputeRoutes.stop, ["compute": name])
        let compute = try await open.call(ComputeRoutes.start, ["compute": name])
        return Answer(compute.presentation(in: open.scope), columns: Compute.columns)
    }
}
