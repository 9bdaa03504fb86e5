import Domain
import FoundationEssentials

extension DemoWorld {
    /// Oldest first: a list shows them the other way round.
    mutating func beginJobs() {
        ended("iris baseline", .iris, "ana", "local", hours: 190, minutes: 4, archived: true)
        ended("churn first look", .churn, "ben", "local", hours: 171, minutes: 9, archived: true)
        ended("iris knn", .iris, "ana", "local", hours: 149, minutes: 3.2)
        ended("wine ridge", .wine, "ben", "cpu-cluster", hours: 141, minutes: 6, tags: ["model": "ridge"])
        ended("taxi smoke test", .taxi, "svc", "gpu-cluster", hours: 122, minutes: 1.4, failure: .missingData)
        ended("churn logit", .churn, "ana", "cpu-cluster", hours: 118, minutes: 7)
        ended("taxi gbm", .taxi, "ben", "cpu-cluster", hours: 99, minutes: 38, tags: ["model": "gbm"])
        ended("wine forest", .wine, "ben", "cpu-cluster", hours: 95, minutes: 11, tags: ["model": "forest"])
        ended("iris logistic c=0.1", .iris, "ana", "local", hours: 74, minutes: 2.6, tags: ["sweep": "penalty"], with: ["c": .double(0.1)])
        ended("iris logistic c=1", .iris, "ana", "local", hours: 73.8, minutes: 2.5, tags: ["sweep": "penalty"])
        ended("iris logistic c=10", .iris, "ana", "local", hours: 73.6, minutes: 2.7, tags: ["sweep": "penalty"], with: ["c": 10])
        ended("taxi net, batch 4096", .taxi, "ben", "gpu-cluster", hours: 52, minutes: 71, failure: .outOfMemory, with: ["batch": 4096])
        ended("taxi net, batch 1024", .taxi, "ben", "gpu-cluster", hours: 49, minutes: 164, tags: ["model": "net"])
        ended("churn xgb depth 6", .churn, "ana", "cpu-cluster", hours: 30, minutes: 14, tags: ["sweep": "depth"], with: ["depth": 6])
        ended("churn xgb depth 8", .churn, "ana", "cpu-cluster", hours: 29.6, minutes: 16, tags: ["sweep": "depth"])
        ended("churn xgb depth 12", .churn, "ana", "cpu-cluster", hours: 29.1, minutes: 9, canceledBy: "ana", with: ["depth": 12])
        ended("wine lightgbm", .wine, "ben", "local", hours: 27, minutes: 0.6, failure: .missingModule)
        ended("wine lightgbm", .wine, "ben", "local", hours: 26.7, minutes: 8, tags: ["model": "gbm"])
        ended("nightly churn", .churn, "svc", "cpu-cluster", hours: 13, minutes: 13, tags: ["schedule": "nightly"])
        ended("nightly taxi", .taxi, "svc", "gpu-cluster", hours: 12.8, minutes: 47, failure: .diverged, tags: ["schedule": "nightly"])
        ended("nightly wine", .wine, "svc", "cpu-cluster", hours: 12.5, minutes: 8, tags: ["schedule": "nightly"])
        ended("churn with spend", .churn, "ana", "local", hours: 5.4, minutes: 1.1, failure: .unknownColumn)
        ended("churn with spend", .churn, "ana", "local", hours: 5.1, minutes: 12)
        ended("taxi net, lr 0.1", .taxi, "ben", "gpu-cluster", hours: 4.2, minutes: 22, canceledBy: "ben", with: ["lr": .double(0.1)])
        ended("wine forest, 2000 trees", .wine, "ben", "cpu-cluster", hours: 3.1, minutes: 30, failure: .timeout)
        under("taxi net, full year", .taxi, "ben", "gpu-cluster", .running, node: 0, minutes: 148, progress: 0.47, lines: 1_200_000)
        under("wine lightgbm, 255 leaves", .wine, "ben", "cpu-cluster", .running, node: 2, minutes: 31, progress: 0.83, with: ["leaves": 255])
        under("churn xgb, eta 0.05", .churn, "ana", "cpu-cluster", .running, node: 0, minutes: 19, progress: 0.64, tags: ["sweep": "eta"], with: ["eta": .double(0.05)])
        under("taxi net, lr 0.01", .taxi, "ben", "gpu-cluster", .cancelRequested, node: 1, minutes: 17, progress: 0.21)
        under("iris forest", .iris, "svc", "cpu-cluster", .running, node: 1, minutes: 6, progress: 0.38)
        ended("iris smoke test", .iris, "svc", "local", hours: 0.4, minutes: 0.8, canceledBefore: "svc")
        under("wine ridge, scaled", .wine, "ben", "local", .finalizing, node: 3, minutes: 5, progress: 1)
        under("iris logistic, l1", .iris, "ana", "local", .running, node: 0, minutes: 2.2, progress: 0.12, with: ["penalty": "l1"])
        under("churn calibration", .churn, "ana", "local", .preparing, node: 1, minutes: 0)
        under("taxi tips", .taxi, "svc", "local", .starting, node: 2, minutes: 0)
        under("churn xgb, eta 0.1", .churn, "ana", "cpu-cluster", .queued, minutes: 18, tags: ["sweep": "eta"])
        under("churn xgb, eta 0.3", .churn, "ana", "cpu-cluster", .queued, minutes: 17, tags: ["sweep": "eta"], with: ["eta": .double(0.3)])
        under("taxi net, dropout", .taxi, "ben", "gpu-cluster", .queued, minutes: 9)
        under("wine stack", .wine, "ben", "cpu-cluster", .queued, minutes: 4)
        under("nightly taxi, again", .taxi, "svc", "gpu-cluster", .queued, minutes: 2, tags: ["schedule": "nightly"])
        jobs.sort { $0.job.creation.createdAt > $1.job.creation.createdAt }
    }

    private mutating func ended(
        _ title: String, _ story: DemoStory, _ person: String, _ compute: ComputeName, hours: Double, minutes: Double,
        failure: DemoFailure? = nil, canceledBy: String? = nil, canceledBefore: String? = nil,
        archived: Bool = false, tags: [String: String] = [:], with values: [String: JSONValue] = [:]
    ) {
        let share = failure != nil ? 0.62 : canceledBy != nil ? 0.4 : 1
        var job = draft(
            title, story, person, compute, created: ago(hours * 60), tags, values, duration: minutes * 60 / share, failure,
            lines: failure?.isEarly == true ? DemoLog.opening + 3 : nil)
        let start = job.job.creation.createdAt.addingTimeInterval(8 + job.random.share(at: 9) * 40)
        job.job.endedAt = start.addingTimeInterval(minutes * 60)
        job.job.isArchived = archived
        if let canceledBefore {
            job.job.status = .canceled
            job.job.reason = "canceled by \(canceledBefore) before it started"
        } else {
            job.job.startedAt = start
            job.job.attempt = 1
            job.job.node = NodeName("node-\(job.random.bits(at: 10) % 2)")
            job.job.status = failure != nil ? .failed : canceledBy != nil ? .canceled : .completed
            job.job.exitCode = failure.map(\.exitCode) ?? (canceledBy != nil ? 130 : 0)
            job.job.reason = failure?.reason ?? canceledBy.map { "canceled by \($0)" }
        }
        job.since = job.job.endedAt ?? now
        jobs.append(job)
    }

    private mutating func under(
        _ title: String, _ story: DemoStory, _ person: String, _ compute: ComputeName, _ status: JobStatus,
        node: Int? = nil, minutes: Double, progress: Double = 0, lines: Int? = nil, tags: [String: String] = [:],
        with values: [String: JSONValue] = [:]
    ) {
        let duration = progress > 0 ? minutes * 60 / progress : 500
        var job = draft(title, story, person, compute, created: ago(minutes + 0.4), tags, values, duration: duration, nil, lines: lines)
        job.job.status = status
        job.since = now.addingTimeInterval(-1)
        if progress > 0 { job.job.startedAt = ago(minutes) }
        switch status {
        case .queued: queues[compute, default: []].append(job.name)
        case .preparing: job.job.reason = "building the environment"
        case .finalizing: job.job.reason = "recording outputs"
        case .cancelRequested: job.job.reason = "canceled by \(person)"
        default: break
        }
        if let node, let place = computes.firstIndex(where: { $0.name == compute }) {
            job.job.attempt = 1
            job.job.node = computes[place].nodes[node].name
            computes[place].nodes[node].state = .running
            computes[place].nodes[node].job = job.name
            computes[place].nodes[node].since = job.job.startedAt ?? job.since
        }
        jobs.append(job)
    }

    private mutating func draft(
        _ title: String, _ story: DemoStory, _ person: String, _ compute: ComputeName, created: Date,
        _ tags: [String: String], _ own: [String: JSONValue], duration: TimeInterval, _ failure: DemoFailure?, lines: Int? = nil
    ) -> DemoJob {
        let name = NameGenerator.jobName(using: &luck)
        let random = DemoRandom(seed, for: name.rawValue)
        let steps = lines.map { $0 / 100 } ?? 300 + Int(random.share(at: 2) * 1500)
        let values: [String: JSONValue] = switch story {
        case .iris: ["penalty": "l2", "c": 1]
        case .churn: ["depth": 8, "eta": .double(0.1)]
        case .wine: ["leaves": 63]
        case .taxi: ["lr": .double(0.01), "batch": 1024]
        }
        var inputs = values.merging(own) { $1 }.mapValues { JobInput.literal($0) }
        inputs["data"] = .data(
            DataInput(
                type: .uriFile, location: .asset(AssetReference(name: story.dataset, selector: .version("1")))))
        let spec = JobSpec(
            name: name, displayName: title, experimentName: story.experiment, tags: tags, compute: compute,
            work: .command(
                CommandWork(
                    command: story.command, code: "/home/\(person)/\(story.rawValue)",
                    environment: .registered(AssetReference(name: "\(story.rawValue)-training", selector: .version("2"))),
                    inputs: inputs, outputs: ["model": JobOutput(type: .mlflowModel)],
                    timeout: failure == .timeout ? 1800 : nil)))
        let code = DemoRandom(seed, for: "code \(story.rawValue) \(Int(created.timeIntervalSince(startedAt) / 90_000))")
        let gap = story == .taxi ? steps * 3 / 10..<steps * 3 / 10 + max(4, steps / 60) : 0..<0
        return DemoJob(
            job: Job(
                name: name, workspace: workspace, spec: spec, experiment: story.experiment, displayName: title,
                status: .queued, compute: compute, code: ContentHash(rawValue: code.digits(64)),
                environment: ContentHash(rawValue: DemoRandom(seed, for: story.requirement).digits(64)),
                creation: CreationContext(at: created, by: person)),
            story: story, random: random, duration: duration, lines: lines ?? 2400 + Int(random.share(at: 4) * 6800),
            steps: steps, failure: failure, luck: random.share(at: 3), gap: gap, since: created)
    }
}
