import Client
import Commands
import ControlAPI
import Domain
import Foundation
import Synchronization

/// An engine that answers what a test tells it to, and keeps what it was asked.
final class FakeEngine: ControlCaller, EngineDoor {
    struct Call: Equatable {
        /// `POST /v1/workspaces/default/jobs?limit=5`
        let line: String
        let body: String
    }

    private let state = Mutex(State())

    private struct State {
        var answers: [String: [Data]] = [:]
        var calls: [Call] = []
        var log: [LogFrame] = []
        var events: [Event] = []
        var loads: [EndpointLoad] = []
        var streams: [String: [Data]] = [:]
        var isRunning = true
        var starts = 0
    }

    init() {
        let creation = CreationContext(at: Fixture.time, by: "ann")
        answer(
            "GET /v1/workspaces/default",
            Workspace(name: "default", resourceGroup: "default", location: "local", creation: creation))
        answer(
            "GET /v1/workspaces/lab",
            Workspace(name: "lab", resourceGroup: "rg", location: "eastus", creation: creation))
        answer("GET /v1/engine", Fixture.status)
    }

    /// Answers a call; several answers to the same call come one after the other, the last one again and again.
    func answer(_ line: String, _ value: some Encodable) {
        let data = (try? ControlCoding.encode(value)) ?? Data()
        state.withLock { $0.answers[line, default: []].append(data) }
    }

    func answer(_ line: String, failure: AtelierError) {
        answer(line, ErrorEnvelope(error: failure))
    }

    var calls: [Call] { state.withLock(\.calls) }
    var starts: Int { state.withLock(\.starts) }
    func logs(_ frames: [LogFrame]) { state.withLock { $0.log = frames } }
    func tells(_ events: [Event]) { state.withLock { $0.events = events } }
    func measures(_ loads: [EndpointLoad]) { state.withLock { $0.loads = loads } }
    /// Answers a call with JSON lines.
    func answer(_ line: String, lines: [some Encodable]) {
        let pieces = lines.compactMap { try? ControlCoding.encode($0) }
        state.withLock { $0.streams[line] = pieces }
    }
    func isDown() { state.withLock { $0.isRunning = false } }

    func call<Body, Answer>(
        _ route: ControlRoute<Body, Answer>, _ parts: [String: String], query: [String: String], body: Body
    ) async throws -> Answer {
        let path = "\(route.method.rawValue) \(route.filled(with: parts))"
        let line = query.isEmpty ? path : "\(path)?\(PercentEncoding.query(query))"
        let sent = Body.self == Nothing.self ? Data() : try ControlCoding.encode(body)
        let data: Data? = state.withLock { state in
            state.calls.append(Call(line: line, body: String(decoding: sent, as: UTF8.self)))
            let key = state.answers[line] == nil ? path : line
            guard let answers = state.answers[key], let first = answers.first else { return nil }
            if answers.count > 1 { state.answers[key] = Array(answers.dropFirst()) }
            return first
        }
        if let data, let envelope = try? ControlCoding.decode(ErrorEnvelope.self, from: data) { throw envelope.error }
        if Answer.self == Nothing.self, let nothing = Nothing() as? Answer { return nothing }
        if data == nil, let deletion = Deletion(event: 42, at: Fixture.time) as? Answer { return deletion }
        guard let data else { throw AtelierError(.notFound, "the test has no answer for \(line)") }
        return try ControlCoding.decode(Answer.self, from: data)
    }

    func stream(
        _ route: ControlRoute<Nothing, Nothing>, _ parts: [String: String], query: [String: String],
        consume: ([UInt8]) async throws -> Void
    ) async throws {
        let path = "\(route.method.rawValue) \(route.filled(with: parts))"
        let line = query.isEmpty ? path : "\(path)?\(PercentEncoding.query(query))"
        if let pieces = state.withLock({ $0.streams[line] }) {
            for piece in pieces { try await consume(Array(piece) + [UInt8(ascii: "\n")]) }
        } else if route.path == JobRoutes.logs.path {
            let offset = query["from"].flatMap(Int64.init) ?? 0
            for frame in state.withLock(\.log) where frame.nextOffset > offset { try await consume(frame.encoded) }
        } else if route.path == EngineRoutes.events.path {
            let after = query["after"].flatMap(Int64.init) ?? 0
            for event in state.withLock(\.events) where event.sequence > after {
                try await consume(Array(ControlCoding.encode(event)) + [UInt8(ascii: "\n")])
            }
        } else if route.path == EndpointRoutes.load.path {
            for load in state.withLock(\.loads) {
                try await consume(Array(ControlCoding.encode(load)) + [UInt8(ascii: "\n")])
            }
        } else {
            throw AtelierError(.notFound, "the test has no stream for \(route.path)")
        }
    }

    var isRunning: Bool { state.withLock(\.isRunning) }
    func start() throws {
        state.withLock {
            $0.starts += 1
            $0.isRunning = true
        }
    }
    func connection() -> any ControlCaller { self }
}
