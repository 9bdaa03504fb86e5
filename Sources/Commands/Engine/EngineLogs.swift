import ArgumentParser
import Domain
import FoundationEssentials

struct EngineLogs: Verb {
    static let configuration = CommandConfiguration.verb(
        "logs", "Print the end of the engine's log.", example: "atelier engine logs --lines 50")

    @Option(name: .shortAndLong, help: "How many lines.")
    var lines = 200
    @OptionGroup var global: GlobalOptions

    func perform(in session: Session) async throws -> Answer {
        let path = session.location.home.engineLog
        guard let data = FileManager.default.contents(atPath: path) else {
            throw AtelierError(.notFound, "there is no log at \(path)", hint: "has the engine ever been started?")
        }
        let text = String(decoding: data, as: UTF8.self)
        let tail = text.split(separator: "\n", omittingEmptySubsequences: false).suffix(max(0, lines) + 1)
            .joined(separator: "\n")
        try session.console.write(session.console.outputIsTerminal ? tail.neutralised : tail)
        return .nothing
    }
}
