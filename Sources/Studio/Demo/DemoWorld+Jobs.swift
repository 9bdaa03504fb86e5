import ControlAPI
import Domain
import FoundationEssentials

/// What people do to jobs.
extension DemoWorld {
    @discardableResult
    mutating func submit(_ spec: JobSpec, by person: String) throws -> Job {
        if let name = spec.name {
            try NameRule.asset("job").check(name.rawValue)
            guard !jobs.contains(where: { $0.name == name }) else {
                throw AtelierError(
                    .alreadyExists, "job '\(name)' exists already", hint: "choose another name, or leave it out",
                    subject: "job \(name)")
            }
        }
        guard spec.work.command?.command.isEmpty != true else {
            throw AtelierError(.invalidArgument, "the job has no command", hint: "write what to run after 'command:'")
        }
        let compute = spec.compute ?? Compute.localName
        _ = try index(ofCompute: compute)
        let name = spec.name ?? NameGenerator.jobName(using: &luck)
        let experiment = spec.experimentName ?? "Default"
        let random = DemoRandom(seed, for: name.rawValue)
        let steps = 400 + Int(random.share(at: 2) * 800)
        var job = Job(
            name: name, workspace: workspace, spec: spec, experiment: experiment,
            displayName: spec.displayName ?? name.rawValue, status: .queued, compute: compute,
            code: ContentHash(rawValue: random.digits(64)), creation: CreationContext(at: now, by: person))
        job.spec.name = name
        if spec.work.isSearch { return begin(search: job, random) }
        jobs.insert(
            DemoJob(
                job: job, story: DemoStory(experiment: experiment) ?? .iris, random: random,
                duration: 240 + random.share(at: 1) * 600, lines: steps * 6, steps: steps, failure: nil,
                luck: random.share(at: 3), gap: 0..<0, since: now),
            at: 0)
        queues[compute, default: []].append(name)
        note("job.queued", "job", name.rawValue, by: person, after: job.standing)
        return shown(jobs[0])
    }

    /// It takes no node and waits for none.
    private mutating func begin(search asked: Job, _ random: DemoRandom) -> Job {
        var job = asked
        job.status = .running
        job.startedAt = now
        let deadline = job.spec.work.timeout.map { now.addingTimeInterval(Double($0)) }
        jobs.insert(DemoJob(search: job, random: random, since: now), at: 0)
        searches.append(DemoSearch(job: job.name, work: job.spec.work, random: random, deadline: deadline, notes: []))
        note("job.running", "job", job.name.rawValue, by: job.creation.createdBy, after: job.standing)
        return job
    }

    mutating func rerun(_ name: JobName, instead changed: JobSpec?) throws -> Job {
        let source = try job(name).job
        var spec = changed ?? source.spec
        if changed == nil {
            spec.name = nil
            spec.experimentName = source.experiment
            spec.displayName = source.displayName == name.rawValue ? nil : source.displayName
            spec.compute = source.compute
        }
        spec.properties[JobProperty.rerunOf] = name.rawValue
        return try submit(spec, by: user)
    }

    /// Whatever it is sent, the imagined process goes on.
    mutating func signal(_ name: JobName, _ order: SignalOrder) throws {
        guard try job(name).job.status == .running else {
            throw AtelierError(.notFound, "process \(order.process) is none of job \(name)'s, or it has ended")
        }
        note(
            "job.signalled", "job", name.rawValue, by: user,
            after: ["process": .int(Int64(order.process)), "signal": .string(order.signal.rawValue)])
    }

    mutating func end(_ name: JobName, isKill: Bool) throws -> Job {
        let index = try index(ofJob: name)
        let verb = isKill ? "killed" : "canceled"
        switch jobs[index].job.status {
        case .completed, .failed:
            throw AtelierError(
                .invalidState,
                "job '\(name)' is \(jobs[index].job.status.rawValue) already and cannot be cancelled",
                subject: "job \(name)")
        case .canceled: break
        case .cancelRequested where !isKill: break
        case .queued: enter(.canceled, index, "canceled by \(user) before it started", by: user)
        default:
            enter(
                .cancelRequested, index, "\(verb) by \(user)", by: user,
                kind: isKill ? "job.kill_requested" : "job.cancel_requested")
        }
        return jobs[index].job
    }

    mutating func move(_ name: JobName, isUp: Bool) throws -> Job {
        let job = try job(name)
        guard job.job.status == .queued, let queue = queues[job.job.compute], let place = queue.firstIndex(of: name) else {
            throw AtelierError(
                .invalidState, "job '\(name)' is \(job.job.status.rawValue) and no longer in the queue",
                subject: "job \(name)")
        }
        let other = isUp ? place - 1 : place + 1
        if queue.indices.contains(other) {
            queues[job.job.compute]?.swapAt(place, other)
            for (moved, from, to) in [(name, place, other), (queue[other], other, place)] {
                note(
                    "job.moved", "job", moved.rawValue, before: ["queue_position": .int(Int64(from + 1))],
                    after: ["queue_position": .int(Int64(to + 1))])
            }
        }
        return shown(job)
    }

    mutating func update(_ name: JobName, _ edit: JobEdit) throws -> Job {
        let index = try index(ofJob: name)
        let before = jobs[index].job
        jobs[index].job.displayName = edit.displayName ?? before.displayName
        jobs[index].job.spec.description = edit.description ?? before.spec.description
        jobs[index].job.spec.tags = edit.tags ?? before.spec.tags
        jobs[index].job.spec.properties = edit.properties ?? before.spec.properties
        jobs[index].job.isArchived = edit.isArchived ?? before.isArchived
        jobs[index].job.creation = before.creation.modified(at: now, by: user)
        let after = jobs[index].job
        let kind = switch (before.isArchived, after.isArchived) {
        case (false, true): "job.archived"
        case (true, false): "job.restored"
        default: "job.updated"
        }
        note(kind, "job", name.rawValue, before: before.edited, after: after.edited)
        return shown(jobs[index])
    }

    mutating func delete(_ name: JobName) throws -> Deletion {
        let index = try index(ofJob: name)
        let job = jobs[index].job
        guard job.status.isFinal else {
            throw AtelierError(
                .invalidState, "job '\(name)' is \(job.status.rawValue) and cannot be deleted",
                hint: "cancel it first: 'atelier job cancel --name \(name)'", subject: "job \(name)")
        }
        let trials = searches.first { $0.job == name }?.trials ?? []
        let names = Set(trials + [name])
        let gone = jobs.enumerated().filter { names.contains($0.element.job.name) }
        return discard("job", name.rawValue, before: job.standing.naming(trials: trials)) { world in
            world.jobs.removeAll { names.contains($0.job.name) }
            return { world in
                for (place, job) in gone { world.jobs.insert(job, at: min(place, world.jobs.count)) }
            }
        }
    }

    func details(of name: JobName) throws -> JobDetails {
        let job = try job(name)
        let folder = "\(Self.home)/workspaces/\(workspace)/jobs/\(name)"
        let latest = job.latestMetrics(at: now).compactMap { metric in metric.value.map { (metric.key, $0) } }
        return JobDetails(
            job: shown(job), artifacts: "\(folder)/artifacts",
            outputs: Dictionary(
                uniqueKeysWithValues: job.job.spec.work.outputs.keys.map { ($0, "\(folder)/outputs/\($0)") }),
            metrics: Dictionary(uniqueKeysWithValues: latest), parameters: job.parameters,
            experimentID: DemoStory(experiment: job.job.experiment).flatMap(DemoStory.allCases.firstIndex).map { "\($0 + 1)" })
    }
}

extension Job {
    /// What the journal keeps of what a person may change.
    fileprivate var edited: JSONValue {
        [
            "display_name": .string(displayName), "description": spec.description.map { .string($0) } ?? .null,
            "tags": JSONValue(spec.tags), "properties": JSONValue(spec.properties), "is_archived": .bool(isArchived),
        ]
    }
}
