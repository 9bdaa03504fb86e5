import Domain
import Foundation
import Runtimes
import Synchronization

/// A runtime whose commands end when the test says so.
final class ScriptedRuntime: JobRuntime {
    private struct State {
        var jobs: [String: ScriptedJob] = [:]
        var evidence: [String: Reattachment] = [:]
        var failure: AtelierError?
        var isDeaf = false
    }

    private let state = Mutex(State())
    let started: AsyncStream<RunnerPlan>
    private let starts: AsyncStream<RunnerPlan>.Continuation

    init() {
        (started, starts) = AsyncStream.makeStream()
    }

    func start(_ plan: RunnerPlan) async throws -> any RunningJob {
        let job = try state.withLock { state in
            if let failure = state.failure { throw failure }
            guard state.jobs[plan.attempt] == nil else {
                throw AtelierError(.alreadyExists, "started twice: \(plan.attempt)")
            }
            let job = ScriptedJob(attempt: plan.attempt, endOnCancel: state.isDeaf ? nil : .exited(.code(130)))
            state.jobs[plan.attempt] = job
            return job
        }
        starts.yield(plan)
        return job
    }

    func reattach(_ layout: JobLayout, attempt: String) async throws -> Reattachment {
        state.withLock { $0.evidence[attempt] ?? .notStarted }
    }

    /// What starts from now on goes on when it is cancelled, until the test ends it.
    func deafen() { state.withLock { $0.isDeaf = true } }
    func fail(with error: AtelierError?) { state.withLock { $0.failure = error } }
    func script(_ evidence: Reattachment, for attempt: String) { state.withLock { $0.evidence[attempt] = evidence } }
    func job(_ attempt: String) -> ScriptedJob? { state.withLock { $0.jobs[attempt] } }
    var attempts: [String] { state.withLock { $0.jobs.keys.sorted() } }

    /// The plan of the next start.
    func next() async -> RunnerPlan? {
        var iterator = started.makeAsyncIterator()
        return await iterator.next()
    }
}

final class ScriptedJob: RunningJob {
    private struct State {
        var end: JobEnd?
        var waiters: [Int: CheckedContinuation<JobEnd, any Error>] = [:]
        var nextID = 0
        var cancels = 0
        var kills = 0
    }

    let attempt: String
    /// What a cancel leads to; nil leaves the command running.
    let endOnCancel: JobEnd?
    private let state = Mutex(State())

    init(attempt: String, endOnCancel: JobEnd? = .exited(.code(130))) {
        self.attempt = attempt
        self.endOnCancel = endOnCancel
    }

    var cancels: Int { state.withLock { $0.cancels } }
    var kills: Int { state.withLock { $0.kills } }

    func end(_ end: JobEnd) {
        let waiters = state.withLock { state in
            state.end = end
            defer { state.waiters = [:] }
            return state.waiters.values.map { $0 }
        }
        for waiter in waiters { waiter.resume(returning: end) }
    }

    func waitForExit() async throws -> JobEnd {
        let id = state.withLock { state in
            state.nextID += 1
            return state.nextID
        }
        return try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                let end = state.withLock { state -> Result<JobEnd, any Error>? in
                    if Task.isCancelled { return .failure(CancellationError()) }
                    if let end = state.end { return .success(end) }
                    state.waiters[id] = continuation
                    return nil
                }
                if let end { continuation.resume(with: end) }
            }
        } onCancel: {
            let waiter = state.withLock { $0.waiters.removeValue(forKey: id) }
            waiter?.resume(throwing: CancellationError())
        }
    }

    func cancel(grace: Duration, clock: any Clock<Duration>) async {
        state.withLock { $0.cancels += 1 }
        if let endOnCancel { end(endOnCancel) }
    }

    func kill() {
        state.withLock { $0.kills += 1 }
        end(.exited(.signal(9)))
    }
}

extension ExitRecord {
    static func code(_ code: Int32) -> ExitRecord {
        ExitRecord(
            attempt: "x", outcome: .exited(code: code), started: Date(timeIntervalSince1970: 0),
            ended: Date(timeIntervalSince1970: 1))
    }

    static func signal(_ number: Int32) -> ExitRecord {
        ExitRecord(
            attempt: "x", outcome: .signalled(number), started: Date(timeIntervalSince1970: 0),
            ended: Date(timeIntervalSince1970: 1))
    }
}
