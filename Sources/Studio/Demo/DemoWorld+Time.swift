import Domain
import FoundationEssentials

/// What happens while time passes.
extension DemoWorld {
    mutating func advance(by duration: Duration) {
        let seconds = Double(duration.components.seconds) + Double(duration.components.attoseconds) / 1e18
        // In short steps, so that a long time has the same course as many short ones.
        var rest = max(0, seconds)
        while rest > 0 {
            let step = min(1, rest)
            now = now.addingTimeInterval(step)
            rest -= step
            for index in jobs.indices { progress(index) }
            for index in searches.indices { progress(search: index) }
            for index in deployments.indices { progress(deployment: index) }
            for index in endpoints.indices { progress(rollout: index) }
            schedule()
        }
    }

    private mutating func progress(_ index: Int) {
        let job = jobs[index]
        let elapsed = now.timeIntervalSince(job.since)
        switch job.job.status {
        case .starting where elapsed >= 2: enter(.preparing, index, "building the environment")
        case .preparing where elapsed >= 5:
            jobs[index].job.startedAt = now
            enter(.running, index, nil)
        case .running where job.job.spec.work.isSearch: break
        case .running:
            if let failure = job.failure, job.progress(at: now) >= 0.62 {
                jobs[index].job.exitCode = failure.exitCode
                enter(.failed, index, failure.reason)
            } else if job.progress(at: now) >= 1 {
                enter(.finalizing, index, "recording outputs")
            }
        case .finalizing where elapsed >= 3:
            jobs[index].job.exitCode = 0
            enter(.completed, index, nil)
        case .cancelRequested where elapsed >= 2: enter(.canceled, index, job.job.reason)
        default: break
        }
    }

    /// Changes a job's status with all that goes with it: the event, and at the end the node that gets free.
    mutating func enter(
        _ status: JobStatus, _ index: Int, _ reason: String?, by person: String = DemoWorld.engine, kind: String? = nil
    ) {
        let before = jobs[index].job.standing
        jobs[index].job.status = status
        jobs[index].job.reason = reason
        jobs[index].since = now
        if status.isFinal { jobs[index].job.endedAt = now }
        let job = jobs[index].job
        note(
            kind ?? "job.\(status.rawValue.lowercased())", "job", job.name.rawValue, by: person, message: reason,
            before: before, after: job.standing)
        guard status.isFinal else { return }
        queues[job.compute]?.removeAll { $0 == job.name }
        release(job.name)
    }

    private mutating func release(_ job: JobName) {
        for index in computes.indices {
            for node in computes[index].nodes.indices where computes[index].nodes[node].job == job {
                computes[index].nodes[node].job = nil
                computes[index].nodes[node].state = .idle
                computes[index].nodes[node].since = now
                let name = computes[index].name
                guard name != Compute.localName else { continue }
                note(
                    "compute.node.idle", "compute", name.rawValue, by: Self.engine,
                    after: ["node": .string(computes[index].nodes[node].name.rawValue), "job": .string(job.rawValue)])
            }
        }
    }

    /// Gives each free node the next job of its compute's queue.
    private mutating func schedule() {
        for index in computes.indices where computes[index].drain?.isWhole != true && computes[index].isStopped != true {
            for node in computes[index].nodes.indices {
                let free = computes[index].nodes[node]
                guard free.state == .idle, !free.isDraining, let next = queues[computes[index].name]?.first,
                    let job = jobs.firstIndex(where: { $0.name == next })
                else { continue }
                queues[computes[index].name]?.removeFirst()
                computes[index].nodes[node].state = .running
                computes[index].nodes[node].job = next
                computes[index].nodes[node].since = now
                jobs[job].job.node = free.name
                jobs[job].job.attempt += 1
                enter(.starting, job, nil)
            }
        }
    }

    private mutating func progress(deployment index: Int) {
        guard let ready = deployments[index].isReadyAt, now >= ready else { return }
        deployments[index].isReadyAt = nil
        deployments[index].deployment.provisioningState = .succeeded
        deployments[index].deployment.reason = nil
        for phase in deployments[index].phases.indices where deployments[index].phases[phase].endedAt == nil {
            deployments[index].phases[phase].endedAt = now
        }
        let deployment = deployments[index].deployment
        note(
            "deployment.succeeded", "deployment", "\(deployment.endpoint)/\(deployment.name)", by: Self.engine,
            message: "ready in \(Int(now.timeIntervalSince(deployment.creation.lastModifiedAt))) s")
        guard deployments[index].takesAllTraffic,
            let endpoint = endpoints.firstIndex(where: { $0.name == deployment.endpoint })
        else { return }
        deployments[index].takesAllTraffic = false
        changeTraffic(
            endpoint, .all(to: deployment.name), endpoints[endpoint].mirrorTraffic.keeping([]),
            reason: "all traffic to \(deployment.name)", by: deployment.creation.lastModifiedBy)
    }
}

extension Job {
    /// What the journal keeps of where a job is.
    var standing: JSONValue {
        [
            "status": .string(status.rawValue), "reason": reason.map { .string($0) } ?? .null,
            "node": node.map { .string($0.rawValue) } ?? .null,
            "exit_code": exitCode.map { .int(Int64($0)) } ?? .null,
        ]
    }
}
