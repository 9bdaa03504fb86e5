package import Client
package import ControlAPI
package import Domain
package import FoundationEssentials

/// A whole engine that is only imagined: jobs, computes, models and endpoints in memory, answering the control API as
/// the real one does. For `atelier studio --demo`, for tests and for pictures.
///
/// Its time stands still until `advance` moves it: by a test, or every second by `run`.
package actor DemoEngine {
    private let router = DemoRouter()
    private var world: DemoWorld
    private var listeners: [Int: AsyncStream<Void>.Continuation] = [:]
    private var nextListener = 0

    /// Saturday, 2026-03-14 14:02:31 UTC: the moment of every picture.
    package static let moment = Date(timeIntervalSince1970: 1_773_496_951)

    /// The workspace that everything is in.
    package static let workspace = Workspace.defaultName

    package init(seed: UInt64 = 1, at time: Date = DemoEngine.moment, user: String = "ana") {
        world = DemoWorld(seed: seed, at: time, user: user)
    }

    package var now: Date { world.now }

    /// Lets time pass: jobs go on, end and are taken from their queues, deployments get ready.
    package func advance(by duration: Duration) {
        world.advance(by: duration)
        wakeListeners()
    }

    /// Lets time pass as the clock has it, until the task is cancelled.
    package func run<Time: Clock>(on clock: Time, every step: Duration = .seconds(1)) async throws
    where Time.Duration == Duration {
        while true {
            try await clock.sleep(for: step)
            advance(by: step)
        }
    }

    private func wakeListeners() {
        for listener in listeners.values { listener.yield() }
    }

    /// Tells that something changed; several changes at once are told once.
    private func changes() -> AsyncStream<Void> {
        let (stream, continuation) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
        let id = nextListener
        nextListener += 1
        listeners[id] = continuation
        continuation.onTermination = { _ in Task { await self.forget(id) } }
        return stream
    }

    private func forget(_ listener: Int) {
        listeners[listener] = nil
    }

    fileprivate func answer<Body, Answer>(
        _ route: ControlRoute<Body, Answer>, _ request: DemoRequest, _ body: Body
    ) throws -> Answer {
        let before = world.events.count
        let answer = try router.answer(route, request, body, in: &world)
        if world.events.count != before { wakeListeners() }
        return answer
    }

    fileprivate func log(of request: DemoRequest) throws -> DemoLog {
        try world.job(request.id("job")).log(at: world.now)
    }

    fileprivate func open(
        _ route: ControlRoute<Nothing, Nothing>, _ request: DemoRequest
    ) throws -> (any DemoFeed, AsyncStream<Void>) {
        (try router.open(route, request, in: world), changes())
    }

    fileprivate func attach(_ studio: StudioPresence?) {
        guard let studio else { return }
        world.studios.append(studio)
        wakeListeners()
    }

    fileprivate func detach(_ studio: StudioPresence?) {
        guard let studio, let index = world.studios.lastIndex(of: studio) else { return }
        world.studios.remove(at: index)
        wakeListeners()
    }

    fileprivate var view: DemoWorld { world }
}

extension DemoEngine: ControlCaller {
    package nonisolated func call<Body, Answer>(
        _ route: ControlRoute<Body, Answer>, _ parts: [String: String], query: [String: String], body: Body
    ) async throws -> Answer {
        let request = DemoRequest(parts: parts, query: query)
        // Looking through a million lines takes its time: neither the world nor the caller's actor waits for it.
        if let answer = try await DemoLogSearch(route.path)?.answer(request, log(of: request)) as? Answer {
            return answer
        }
        return route.path.hasSuffix("/wait")
            ? try await waited(route, request, body) : try await answer(route, request, body)
    }

    /// The answer once it tells of a thing that has come to rest, or when the time given is over in the demonstration.
    private nonisolated func waited<Body, Answer>(
        _ route: ControlRoute<Body, Answer>, _ request: DemoRequest, _ body: Body
    ) async throws -> Answer {
        var pulses = await changes().makeAsyncIterator()
        let end = await now.addingTimeInterval(Double(try request.number("seconds") ?? 30))
        while true {
            let answer = try await answer(route, request, body)
            let isAtRest = switch answer {
            case let job as Job: job.status.isFinal
            case let details as DeploymentDetails: details.isAtRest
            default: true
            }
            if isAtRest { return answer }
            if await now >= end { return answer }
            guard await pulses.next() != nil else { throw CancellationError() }
        }
    }

    package nonisolated func score(_ request: ScoringRequest) async throws -> ScoringResponse {
        await view.score(request)
    }

    package nonisolated func stream(
        _ route: ControlRoute<Nothing, Nothing>, _ parts: [String: String], query: [String: String],
        consume: (_ piece: [UInt8]) async throws -> Void
    ) async throws {
        var (feed, changes) = try await open(route, DemoRequest(parts: parts, query: query))
        await attach(feed.presence)
        do {
            try await pump(&feed, changes, consume)
        } catch {
            await detach(feed.presence)
            throw error
        }
        await detach(feed.presence)
    }

    private nonisolated func pump(
        _ feed: inout any DemoFeed, _ changes: AsyncStream<Void>, _ consume: (_ piece: [UInt8]) async throws -> Void
    ) async throws {
        var pulses = changes.makeAsyncIterator()
        while true {
            let view = await view
            while let piece = try await feed.next(in: view) { try await consume(piece) }
            if feed.isOver(in: view) { return }
            guard await pulses.next() != nil else { throw CancellationError() }
        }
    }
}

extension DeploymentDetails {
    fileprivate var isAtRest: Bool {
        switch deployment.provisioningState {
        case .creating, .updating, .deleting, .scaling: false
        case .succeeded, .failed, .canceled: true
        }
    }
}
