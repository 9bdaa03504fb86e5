import ArgumentParser
import ControlAPI
import Domain

struct ComputeStart: Verb {
    static let configuration = CommandConfiguration.verb(
        "start", "Start a compute instance: what waits for it begins.",
        example: "atelier compute start --name my-instance")

    @OptionGroup var instance: InstanceOptions
    @OptionGroup var global: GlobalOptions

    func perform(in session: Session) async throws -> Answer {
        try await instance.answer(after: ComputeRoutes.start, global, session)
    }
}
