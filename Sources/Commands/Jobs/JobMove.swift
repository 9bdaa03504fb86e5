import ArgumentParser
import ControlAPI
import Domain

struct JobMove: Verb {
    static let configuration = CommandConfiguration.verb(
        "move", "Let a waiting job change places with the one before or behind it in its compute's queue.",
        example: "atelier job move --name brave_fox_x1 --up")

    @OptionGroup var job: JobOption
    @Flag(help: "Sooner.")
    var up = false
    @Flag(help: "Later.")
    var down = false
    @OptionGroup var global: GlobalOptions

    func perform(in session: Session) async throws -> Answer {
        guard up != down else {
            throw AtelierError(
                .invalidArgument, up ? "a job cannot move up and down at once" : "it is not said where the job moves",
                hint: "add --up or --down")
        }
        let open = try await session.open(global)
        let moved = try await open.call(JobRoutes.move, ["job": job.name], body: QueueMove(isUp: up))
        guard global.output != nil || global.query != nil else {
            let summaries = try await open.call(JobRoutes.summaries, query: ["names": job.name, "archived": "included"])
            let place = summaries.first?.queuePosition.map { "number \($0) in the queue of \(moved.compute)" }
            session.say("\(moved.name): \(place ?? moved.status.rawValue)")
            return .nothing
        }
        return Answer(moved.presentation(in: open.scope), columns: Job.columns)
    }
}
