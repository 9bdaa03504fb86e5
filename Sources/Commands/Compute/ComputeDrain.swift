import ArgumentParser
import ControlAPI
import Domain

struct ComputeDrain: Verb {
    static let configuration = CommandConfiguration.verb(
        "drain", "Let running jobs end and start no other on a cluster, or on one of its nodes.",
        example: "atelier compute drain --name cpu-cluster --node cpu-cluster-0")

    @OptionGroup var place: DrainOptions
    @OptionGroup var global: GlobalOptions

    func perform(in session: Session) async throws -> Answer {
        try await place.answer(isDraining: true, global, session)
    }
}
