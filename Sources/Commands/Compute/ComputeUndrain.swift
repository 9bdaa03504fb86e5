import ArgumentParser
import ControlAPI
import Domain

struct ComputeUndrain: Verb {
    static let configuration = CommandConfiguration.verb(
        "undrain", "Have a drained cluster, or one of its nodes, take jobs again.",
        example: "atelier compute undrain --name cpu-cluster")

    @OptionGroup var place: DrainOptions
    @OptionGroup var global: GlobalOptions

    func perform(in session: Session) async throws -> Answer {
        try await place.answer(isDraining: false, global, session)
    }
}
