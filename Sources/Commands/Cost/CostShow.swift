import ArgumentParser
import ControlAPI
import Domain

struct CostShow: Verb {
    static let configuration = CommandConfiguration.verb(
        "cost", "Say what computes, jobs or endpoints would have cost so far, by the price list of VM sizes.",
        example: "atelier cost --by job --query \"[?cost > `0.1`]\"")
    static var usualFormat: OutputFormat { .table }

    @Option(help: "compute, job or endpoint.")
    var by: CostBy = .compute
    @Option(name: [.customShort("r"), .long], help: "At most so many, the dearest first.")
    var maxResults = 50
    @OptionGroup var global: GlobalOptions

    func perform(in session: Session) async throws -> Answer {
        let open = try await session.open(global)
        let lines = try await open.call(CostRoutes.list, query: ["by": by.rawValue])
        return Answer(.array(lines.limited(to: maxResults).map(\.presentation)), columns: CostLine.columns)
    }
}

enum CostBy: String, ExpressibleByArgument, CaseIterable {
    case compute, job, endpoint
}
