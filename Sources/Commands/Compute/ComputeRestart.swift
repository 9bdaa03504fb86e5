import ArgumentParser
import ControlAPI
import Domain

struct ComputeRestart: Verb {
    static let configuration = CommandConfiguration.verb(
        "restart", "Stop a compute instance and start it again.",
        example: "atelier compute restart --name my-instance")

    @OptionGroup var instance: InstanceOptions
    @OptionGroup var global: GlobalOptions

    func perform(in session: Session) async throws -> Answer {
        try await instance.answer(after: ComputeRoutes.stop, then: ComputeRoutes.start, global, session)
    }
}
