import ControlAPI
import Domain
import FoundationEssentials
import Hummingbird
import ServiceLifecycle

extension Router {
    /// A route of work that takes its time: JSON lines of `WorkReport`, the last of them its result or its error. The
    /// work is cancelled when the caller hangs up or the engine stops.
    func work<Result: Codable & Sendable>(
        _ route: ControlRoute<Nothing, Nothing>,
        _ handler: @escaping @Sendable (
            ControlRequest, @escaping @Sendable (WorkReport<Result>) -> Void
        ) async throws -> Result
    ) {
        feed(route) { request in
            let (reports, teller) = AsyncStream<WorkReport<Result>>.makeStream()
            let work = Task {
                do {
                    teller.yield(.done(try await handler(request) { teller.yield($0) }))
                } catch let error as AtelierError {
                    teller.yield(.failed(error))
                } catch is CancellationError {
                    teller.yield(.failed(AtelierError(.cancelled, "the work was given up")))
                } catch {
                    teller.yield(.failed(AtelierError(
                        .internal, "the engine met an unexpected error", hint: "see 'atelier engine logs'", cause: error)))
                }
                teller.finish()
            }
            teller.onTermination = { end in
                if case .cancelled = end { work.cancel() }
            }
            return reports.cancelOnGracefulShutdown()
        }
    }
}
