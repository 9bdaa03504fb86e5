import ArgumentParser
import ControlAPI
import Domain

struct OnlineDeploymentGetLogs: Verb {
    static let configuration = CommandConfiguration.verb(
        "get-logs", "Print the end of a deployment's log.",
        example: "atelier online-deployment get-logs -e iris -n blue --lines 100")

    @OptionGroup var deployment: DeploymentOption
    @Option(name: .shortAndLong, help: "How many lines.")
    var lines = 5000
    @Option(name: .shortAndLong, help: "Accepted; there is one log.")
    var container: String?
    @OptionGroup var global: GlobalOptions

    func perform(in session: Session) async throws -> Answer {
        let open = try await session.open(global)
        let text = try await open.call(DeploymentRoutes.logs, deployment.parts, query: ["lines": "\(lines)"]).text
        guard global.output == nil, global.query == nil else { return Answer(.string(text)) }
        let shown = session.console.outputIsTerminal ? text.neutralised : text
        try session.console.write(shown.isEmpty || shown.hasSuffix("\n") ? shown : shown + "\n")
        return .nothing
    }
}
