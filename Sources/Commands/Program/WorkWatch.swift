import Client
import ControlAPI
import Domain

/// Watches a piece of the engine's work until it is done, and tells its phases. Ctrl-C gives the work up.
struct WorkWatch<Result: Codable & Sendable> {
    let what: String
    let session: Session

    private static var keptLines: Int { 20 }

    /// Throws what the work failed with, after the end of its log.
    func result(
        of route: ControlRoute<Nothing, Nothing>, _ parts: [String: String], query: [String: String],
        from engine: any ControlCaller
    ) async throws -> Result {
        var progress = Progress(what: what, in: session)
        var log = ""
        var outcome: Swift.Result<Result, AtelierError>?
        try await engine.follow(route, parts, query: query, as: WorkReport<Result>.self) { report in
            switch report {
            case .phase(let phase): progress.show(phase)
            case .log(let text): log = String((log + text).suffix(16_384))
            case .done(let result): outcome = .success(result)
            case .failed(let error): outcome = .failure(error)
            }
        }
        switch outcome {
        case .success(let result)?:
            progress.end("done")
            return result
        case .failure(let error)?:
            progress.end("failed")
            for line in log.split(whereSeparator: \.isNewline).suffix(Self.keptLines) {
                session.say("  | \(String(line).neutralised)")
            }
            throw error
        case nil:
            throw AtelierError(
                .unavailable, "the engine stopped while it worked", hint: "run the command again")
        }
    }
}
