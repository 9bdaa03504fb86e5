import Client
import ControlAPI
import Domain

/// Tells of every call to the engine what was asked and how long it took (`--debug`). Bodies are not told, nor keys: they
/// may be secrets.
struct TracedCaller: ControlCaller {
    let base: any ControlCaller
    let say: @Sendable (String) -> Void

    func call<Body, Answer>(
        _ route: ControlRoute<Body, Answer>, _ parts: [String: String], query: [String: String], body: Body
    ) async throws -> Answer {
        try await traced(route.method.rawValue, route.filled(with: parts), query) {
            try await base.call(route, parts, query: query, body: body)
        }
    }

    func stream(
        _ route: ControlRoute<Nothing, Nothing>, _ parts: [String: String], query: [String: String],
        consume: ([UInt8]) async throws -> Void
    ) async throws {
        var bytes = 0
        try await traced(route.method.rawValue, route.filled(with: parts), query) {
            try await base.stream(route, parts, query: query) { piece in
                bytes += piece.count
                try await consume(piece)
            }
        }
        say("debug: \(bytes) bytes came")
    }

    func score(_ request: ScoringRequest) async throws -> ScoringResponse {
        try await traced("POST", request.uri, [:]) { try await base.score(request) }
    }

    private func traced<Value>(
        _ method: String, _ path: String, _ query: [String: String], _ work: () async throws -> Value
    ) async throws -> Value {
        let what = "debug: \(method) \(path)\(query.isEmpty ? "" : "?" + PercentEncoding.query(query))"
        let start = ContinuousClock.now
        do {
            let value = try await work()
            say("\(what): \(Self.milliseconds(since: start))")
            return value
        } catch {
            let code = (error as? AtelierError)?.code.rawValue ?? "failed"
            say("\(what): \(code) after \(Self.milliseconds(since: start))")
            throw error
        }
    }

    private static func milliseconds(since start: ContinuousClock.Instant) -> String {
        let tenths = (ContinuousClock.now - start) / .microseconds(100)
        return "\((tenths.rounded() / 10)) ms"
    }
}

extension Session {
    /// The versions of both ends, and where they meet.
    func tellVersions() async {
        let azure = "az \(AzureVersion.cli) with ml \(AzureVersion.extension)"
        console.say("debug: atelier \(AtelierVersion.current), flags as \(azure)")
        console.say("debug: home \(location.home.root), socket \(location.socket)")
        guard door.isRunning, let status = try? await door.connection().call(EngineRoutes.status) else {
            return console.say("debug: no engine runs yet")
        }
        console.say("debug: engine \(status.version), process \(status.pid)")
    }
}
