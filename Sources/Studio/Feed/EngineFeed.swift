import Client
import ControlAPI
import Domain

/// Keeps the studio's picture of a workspace true: a snapshot, then the events after it; what an event names is read
/// anew. When the engine goes, says so, and begins again when it is back.
struct EngineFeed: Sendable {
    let engine: any ControlCaller
    let workspace: WorkspaceName
    let post: @Sendable (StudioMessage) -> Void

    /// The jobs that the first frame needs; the others follow in pages.
    private static let firstJobs = 200
    /// The names that one question may hold.
    private static let mostNames = 1000

    func run() async {
        var attempts = 0
        let pending = PendingReads()
        while !Task.isCancelled {
            do {
                let snapshot = try await engine.call(
                    WorkspaceRoutes.snapshot, ["workspace": workspace.rawValue], query: ["jobs": "\(Self.firstJobs)"])
                attempts = 0
                post(.snapshot(snapshot))
                post(.connection(.connected))
                try await withThrowingTaskGroup(of: Void.self) { group in
                    group.addTask { try await readOlderJobs(than: snapshot) }
                    group.addTask { try await followEvents(after: snapshot.status.lastEvent, gathering: pending) }
                    while try await group.next() != nil {}
                }
                post(.connection(.lost("the engine stopped", attempts: 1)))
            } catch {
                if Task.isCancelled { return }
                attempts += 1
                let reason = (error as? AtelierError)?.message ?? "\(error)"
                post(.connection(.lost(reason, attempts: attempts)))
            }
            try? await Task.sleep(for: .milliseconds(min(5000, 250 << min(attempts, 5))))
        }
    }

    private func readOlderJobs(than snapshot: WorkspaceSnapshot) async throws {
        guard snapshot.jobs.count < snapshot.jobCount, var last = snapshot.jobs.last?.name else { return }
        while true {
            let page = try await engine.call(
                JobRoutes.summaries, ["workspace": workspace.rawValue],
                query: ["before": last.rawValue, "limit": "500"])
            guard let oldest = page.last?.name else { return }
            post(.olderJobs(page))
            last = oldest
        }
    }

    /// Events come in bursts: while one read is under way the next gathers, and what it names is read once.
    /// Also those that nobody heard while the engine was away.
    private func followEvents(after last: Int64, gathering pending: PendingReads) async throws {
        let sequence = min(last, pending.lastEvent ?? last)
        let (doorbell, bell) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask {
                defer { bell.finish() }
                try await engine.events(after: sequence, follow: true) { event in
                    post(.event(event))
                    pending.add(event, of: workspace)
                    bell.yield()
                }
            }
            group.addTask {
                for await _ in doorbell { try await read(pending.take()) }
            }
            while try await group.next() != nil {}
        }
    }

    private func read(_ pending: PendingReads.Names) async throws {
        var unread = pending.jobs.sorted()[...]
        while !unread.isEmpty {
            let jobs = unread.prefix(Self.mostNames)
            unread = unread.dropFirst(Self.mostNames)
            let names = jobs.map(\.rawValue).joined(separator: ",")
            let found = try await engine.call(
                JobRoutes.summaries, ["workspace": workspace.rawValue], query: ["names": names])
            post(.jobs(asked: Set(jobs), found: found))
        }
        guard pending.needsSnapshot else { return }
        let snapshot = try await engine.call(
            WorkspaceRoutes.snapshot, ["workspace": workspace.rawValue], query: ["jobs": "0"])
        post(.catalogues(snapshot))
    }
}
