import Client
import ControlAPI
import Domain
import Studio

/// The imagined engine, asked only for what is there now: nothing that follows keeps a test waiting.
struct DemoNow: ControlCaller {
    let engine = DemoEngine()

    func call<Body, Answer>(
        _ route: ControlRoute<Body, Answer>, _ parts: [String: String], query: [String: String], body: Body
    ) async throws -> Answer {
        try await engine.call(route, parts, query: query, body: body)
    }

    func stream(
        _ route: ControlRoute<Nothing, Nothing>, _ parts: [String: String], query: [String: String],
        consume: (_ piece: [UInt8]) async throws -> Void
    ) async throws {
        var query = query
        query["follow"] = "false"
        let isEndless = [JobRoutes.logFeed.path, BoxRoutes.studios.path].contains(route.path)
        try await engine.stream(route, parts, query: query) { piece in
            try await consume(piece)
            if isEndless { throw CancellationError() }
        }
    }

    func score(_ request: ScoringRequest) async throws -> ScoringResponse { try await engine.score(request) }
}
