package import ControlAPI
import Domain
import FoundationEssentials
import LinuxSystem

/// Whoever answers the control API: the engine behind its socket, or a world in memory for demonstrations and tests.
package protocol ControlCaller: Sendable {
    /// Calls a route that answers a value. Throws the engine's own `AtelierError`, or `unavailable` when none answers.
    func call<Body, Answer>(
        _ route: ControlRoute<Body, Answer>, _ parts: [String: String], query: [String: String], body: Body
    ) async throws -> Answer

    /// Calls a route that answers a stream of bytes, and gives each piece to `consume` as it comes.
    func stream(
        _ route: ControlRoute<Nothing, Nothing>, _ parts: [String: String], query: [String: String],
        consume: (_ piece: [UInt8]) async throws -> Void
    ) async throws

    /// Asks a model at the address its endpoint has. Throws `unavailable` when nobody answers there.
    func score(_ request: ScoringRequest) async throws -> ScoringResponse
}

extension ControlClient: ControlCaller {}

extension ControlCaller {
    package func score(_ request: ScoringRequest) async throws -> ScoringResponse {
        try await BlockingWork.run { try request.send() }
    }

    /// Calls a route that takes no query.
    package func call<Body, Answer>(
        _ route: ControlRoute<Body, Answer>, _ parts: [String: String], body: Body
    ) async throws -> Answer {
        try await call(route, parts, query: [:], body: body)
    }

    /// Calls a route that takes no body.
    package func call<Answer>(
        _ route: ControlRoute<Nothing, Answer>, _ parts: [String: String] = [:], query: [String: String] = [:]
    ) async throws -> Answer {
        try await call(route, parts, query: query, body: Nothing())
    }

    /// Calls a route that answers JSON lines, and gives each value to `consume` as it comes.
    package func follow<Value: Decodable>(
        _ route: ControlRoute<Nothing, Nothing>, _ parts: [String: String] = [:], query: [String: String] = [:],
        as type: Value.Type, consume: (Value) async throws -> Void
    ) async throws {
        var lines = LineSplitter()
        try await stream(route, parts, query: query) { piece in
            for line in lines.split(piece) {
                try await consume(ControlCoding.decode(type, from: Data(line)))
            }
        }
    }
}
