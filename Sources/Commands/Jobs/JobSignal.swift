import ArgumentParser
import ControlAPI
import Domain

struct JobSignal: Verb {
    static let configuration = CommandConfiguration.verb(
        "signal", "Send a signal to one process of a running job.",
        example: "atelier job signal --name brave_fox_x1 --process 4711 --signal USR1")

    @OptionGroup var job: JobOption
    @Option(help: "The process, by its number.")
    var process: Int32
    @Option(
        help: "One of \(ProcessSignal.allCases.map(\.rawValue).joined(separator: ", ")).",
        completion: .words(of: ProcessSignal.self))
    var signal: String
    @OptionGroup var global: GlobalOptions

    func perform(in session: Session) async throws -> Answer {
        let name = signal.uppercased().removing(prefix: "SIG") ?? signal.uppercased()
        guard let wanted = ProcessSignal(rawValue: name) else {
            throw AtelierError(
                .invalidArgument, "there is no signal '\(signal.neutralised)' to send",
                hint: "one of \(ProcessSignal.allCases.map(\.rawValue).joined(separator: ", "))")
        }
        let open = try await session.open(global)
        _ = try await open.call(
            JobRoutes.signal, ["job": job.name], body: SignalOrder(process: process, signal: wanted))
        session.say("\(job.name): \(name) sent to process \(process)")
        return .nothing
    }
}
