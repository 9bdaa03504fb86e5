import ArgumentParser
import ControlAPI
import Domain

struct JobDiff: Verb {
    static let configuration = CommandConfiguration.verb(
        "diff", "Compare two jobs: code, environment, data, settings, and what came out.",
        example: "atelier job diff brave_fox_x1 calm_owl_y2")
    static var usualFormat: OutputFormat { .table }

    @Argument(help: "The earlier job's name.")
    var earlier: String
    @Argument(help: "The later job's name.")
    var later: String
    @OptionGroup var global: GlobalOptions

    func perform(in session: Session) async throws -> Answer {
        let open = try await session.open(global)
        let comparison = try await open.call(JobRoutes.compare, ["job": later], query: ["with": earlier])
        return Answer(.array(comparison.aspects.map(\.presentation)), columns: JobAspect.columns)
    }
}
