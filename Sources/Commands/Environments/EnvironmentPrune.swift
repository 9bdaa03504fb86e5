import ArgumentParser
import Client
import ControlAPI
import Domain

struct EnvironmentPrune: Verb {
    static let configuration = CommandConfiguration.verb(
        "prune", "Remove the built environments that no registered one, job or deployment uses.",
        example: "atelier environment prune --dry-run")

    static var usualFormat: OutputFormat { .table }

    @Flag(help: "Only show what would go.")
    var dryRun = false
    @OptionGroup var global: GlobalOptions

    func perform(in session: Session) async throws -> Answer {
        let query = dryRun ? ["dry-run": "true"] : [:]
        let builds = try await session.engine().call(EnvironmentRoutes.prune, query: query)
        let size = builds.reduce(ByteCount(0)) { $0 + $1.size }
        let count = builds.count == 1 ? "1 build" : "\(builds.count) builds"
        session.say(dryRun ? "\(count) would go, \(size)" : "\(count) removed, \(size) freed")
        return Answer(.array(builds.map(\.presentation)), columns: BuiltEnvironment.columns)
    }
}
