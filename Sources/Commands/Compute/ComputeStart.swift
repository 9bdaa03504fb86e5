import ArgumentParser
import ControlAPI
import Domain

struct ComputeStart: Verb {
    static let configuration = CommandConfiguration.verb(
        "start", "Start a compute instance: what waits for it begins.",
        example: "atelier compute start --name my-instance")

    @Option(name: .shortAndLong, help: "The instance's name.")
    var name: String
    @Flag(help: "Accepted; starting takes no time.")
    var noWait = false
    @OptionGroup var global: GlobalOptions

    func perform(in session: Session) async throws -> Answer {
        let open = try await session.open(global)
        let compute = try await open.call(ComputeRoutes.start, ["compute": name])
        return Answer(compute.presentation(in: open.scope), columns: Compute.columns)
    }
}
