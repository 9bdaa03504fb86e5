import ArgumentParser
import ControlAPI
import Domain

/// Which compute instance is started or stopped.
struct InstanceOptions: ParsableArguments {
    @Option(name: .shortAndLong, help: "The instance's name.", completion: NamedThing.compute.completion)
    var name: String
    @Flag(help: "Accepted; the answer comes at once.")
    var noWait = false

    /// What the instance is after the last of the calls.
    func answer(
        after first: ControlRoute<Nothing, Compute>, then second: ControlRoute<Nothing, Compute>? = nil,
        _ global: GlobalOptions, _ session: Session
    ) async throws -> Answer {
        let open = try await session.open(global)
        var compute = try await open.call(first, ["compute": name])
        if let second { compute = try await open.call(second, ["compute": name]) }
        return Answer(compute.presentation(in: open.scope), columns: Compute.columns)
    }
}
