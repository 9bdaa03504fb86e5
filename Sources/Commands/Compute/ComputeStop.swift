import ArgumentParser
import ControlAPI
import Domain

struct ComputeStop: Verb {
    static let configuration = CommandConfiguration.verb(
        "stop", "Stop a compute instance: what runs on it is canceled, what waits goes on waiting.",
        example: "atelier compute stop --name my-instance")

    @OptionGroup var instance: InstanceOptions
    @OptionGroup var global: GlobalOptions

    func perform(in session: Session) async throws -> Answer {
        try await instance.answer(after: ComputeRoutes.stop, global, session)
    }
}
