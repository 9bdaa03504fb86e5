import ControlAPI
import Domain

extension DemoWorld {
    var status: EngineStatus {
        EngineStatus(
            version: AtelierVersion.current, pid: 4127, startedAt: startedAt, home: Self.home,
            socket: "/run/user/1000/atelier/engine.sock", trackingURI: Self.trackingURI, scoringURI: Self.scoringURI,
            jobsRunning: jobs.count { !$0.job.status.isFinal && $0.job.status != .queued },
            jobsQueued: jobs.count { $0.job.status == .queued }, deployments: deployments.count,
            lastEvent: Int64(events.count), storeSize: ByteCount(18_612_224))
    }

    func snapshot(of name: WorkspaceName, jobs limit: Int) throws -> WorkspaceSnapshot {
        _ = try require(workspace: name)
        let isHere = name == workspace
        return WorkspaceSnapshot(
            status: status, workspaces: workspaces, computes: isHere ? computes : [],
            jobs: isHere ? try summaries(JobSummaryFilter(limit: limit)) : [],
            jobCount: isHere ? jobs.count { !$0.job.isArchived } : 0, models: isHere ? models : [],
            endpoints: isHere ? endpoints.map(details) : [],
            deployments: isHere ? deployments.map(\.deployment) : [])
    }

    func summaries(_ filter: JobSummaryFilter) throws -> [JobSummary] {
        var found = jobs[...]
        if let before = filter.before { found = jobs[(try index(ofJob: before) + 1)...] }
        let list = ListFilter(archived: filter.archived)
        let names = filter.names.map(Set.init)
        return found.lazy
            .filter { names?.contains($0.name) ?? list.admits(isArchived: $0.job.isArchived) }
            .prefix(filter.limit)
            .map { job in
                let place = queuePlace(of: job)
                return job.summary(
                    at: now, queuePosition: place.map { $0 + 1 }, reason: place.map { reason(of: job, at: $0) },
                    search: standing(ofSearch: job.name))
            }
    }

    /// The job with its reason as of now.
    func shown(_ job: DemoJob) -> Job {
        var shown = job.job
        if let place = queuePlace(of: job) { shown.reason = reason(of: job, at: place) }
        return shown
    }

    private func queuePlace(of job: DemoJob) -> Int? {
        job.job.status == .queued ? queues[job.job.compute]?.firstIndex(of: job.name) : nil
    }

    private func reason(of job: DemoJob, at place: Int) -> String {
        guard let compute = computes.first(where: { $0.name == job.job.compute }) else {
            return "waiting: \(job.job.compute) is gone"
        }
        if compute.drain?.isWhole == true { return "waiting: \(compute.name) is draining" }
        if place > 0 { return place == 1 ? "waiting: 1 job is ahead" : "waiting: \(place) jobs are ahead" }
        let busy = compute.nodes.compactMap(\.job)
        let draining = compute.nodes.filter(\.isDraining).map(\.name.rawValue)
        if draining.count == compute.nodes.count { return "waiting: every node of \(compute.name) is draining" }
        guard busy.count + draining.count >= compute.nodes.count else {
            return "waiting: \(compute.name) is about to take it"
        }
        let nodes = compute.nodes.count == 1 ? "1 node" : "\(compute.nodes.count) nodes"
        return "waiting: \(compute.name) is at its maximum of \(nodes), running "
            + busy.map(\.rawValue).joined(separator: ", ")
            + (draining.isEmpty
                ? "" : "; \(draining.joined(separator: ", ")) \(draining.count == 1 ? "is" : "are") draining")
    }
}
