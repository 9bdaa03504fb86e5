import ControlAPI
import Domain
import Engine
import Hummingbird
import NIOCore
import ServiceLifecycle

/// Routes about the engine itself and its journal.
enum EngineDoor {
    static func register(
        on router: Router<BasicRequestContext>, engine: Engine, onStop: @escaping @Sendable () async -> Void
    ) {
        router.on(EngineRoutes.status) { _ in try await engine.status() }
        router.on(EngineRoutes.stop) { request, stop in
            let before = try await engine.status()
            try await engine.jobs.stop(cancelJobs: stop.cancelJobs, by: request.person)
            await onStop()
            let unfinished = before.jobsRunning + before.jobsQueued
            return EngineStopped(
                jobsLeftRunning: stop.cancelJobs ? 0 : before.jobsRunning,
                jobsCancelled: stop.cancelJobs ? unfinished : 0)
        }
        router.on(EngineRoutes.trackingCredentials) { _ in
            TrackingCredentials(trackingURI: engine.addresses.trackingURI, token: engine.tokens.userToken())
        }
        router.on(UndoRoutes.list) { request in
            try await engine.undo.list(
                in: request.workspace, by: request.text("by"), limit: Int(request.number("limit") ?? 20))
        }
        router.on(UndoRoutes.undo) { request, order in
            try await engine.undo.undo(order.event, in: request.workspace, by: request.person)
        }
        router.on(UndoRoutes.forget) { request, order in
            try await engine.trash.forget(order.event, in: request.workspace, by: request.person)
        }
        router.stream(EngineRoutes.events, contentType: "application/jsonl") { request in
            let journal = engine.context.journal
            let filter = try EventQuery.filter(from: request.text)
            let after = try await journal.beginning(after: request.number("after") ?? 0, filter)
            return (request.flag("follow")
                ? journal.events(after: after, matching: filter) : journal.pages(after: after, matching: filter))
                .cancelOnGracefulShutdown().map(lines)
        }
    }

    private static func lines(_ events: [Event]) throws -> ByteBuffer {
        try events.reduce(into: ByteBuffer()) { buffer, event in
            buffer.writeBytes(try ControlCoding.encode(event))
            buffer.writeInteger(UInt8(ascii: "\n"))
        }
    }
}
