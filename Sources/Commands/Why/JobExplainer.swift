import Domain
import FoundationEssentials

/// Why a job waits, failed, or takes its time. Pure.
struct JobExplainer {
    let job: Job
    /// Nil when it is not there any more.
    let compute: Compute?
    /// From 1 for the next to run.
    let queuePosition: Int?
    /// The last lines of its log that are errors, else its last lines.
    let logLines: [String]
    let now: Date

    var explanation: Explanation {
        var explanation =
            switch job.status {
            case .queued: waiting
            case .starting, .preparing: preparing
            case .running: running
            case .finalizing: Explanation("job \(job.name) has run, and its outputs are being recorded")
            case .cancelRequested:
                Explanation(
                    "job \(job.name) is being ended: \(job.reason ?? "somebody cancelled it")",
                    commands: ["atelier job stream --name \(job.name)"])
            case .completed: Explanation("job \(job.name) completed; there is nothing wrong with it")
            case .canceled:
                Explanation(
                    "job \(job.name) was \(job.reason ?? "canceled")", commands: ["atelier job rerun --name \(job.name)"])
            case .failed: failed
            }
        explanation.note("status", job.status.rawValue)
        explanation.note("reason", job.reason)
        explanation.note("exit code", job.exitCode.map { "\($0)" })
        explanation.note("compute", "\(job.compute)\(job.node.map { ", node \($0)" } ?? "")")
        explanation.note("ran for", job.startedAt.map { Self.span(from: $0, to: job.endedAt ?? now) })
        if job.status == .queued {
            explanation.note("waits for", Self.span(from: job.creation.createdAt, to: now))
            explanation.note("queue", queuePosition.map { "place \($0)" })
            explanation.note("nodes", compute.map(ComputeExplainer.nodeLines) ?? [])
        }
        explanation.note("warnings", job.warnings)
        if [.failed, .running, .preparing].contains(job.status) { explanation.note("log", logLines) }
        return explanation
    }

    private static func span(from start: Date, to end: Date) -> String {
        Explanation.duration(end.timeIntervalSince(start))
    }

    // MARK: Waiting

    private var waiting: Explanation {
        guard let compute else {
            return Explanation(
                "job \(job.name) waits for compute '\(job.compute)', which is not there any more",
                commands: ["atelier compute create --name \(job.compute)", "atelier job cancel --name \(job.name)"])
        }
        if let held = ComputeExplainer(compute: compute, queued: 1, now: now).held {
            return Explanation("job \(job.name) waits: \(held.sentence)", commands: held.commands)
        }
        if let position = queuePosition, position > 1 {
            let ahead = Explanation.counted(position - 1, "job")
            return Explanation(
                "job \(job.name) waits: \(ahead) \(position == 2 ? "is" : "are") ahead of it on \(compute.name)",
                commands: [wider(compute), "atelier job list --output table"].compactMap(\.self))
        }
        if compute.nodes.contains(where: { $0.state == .preparing }) {
            return Explanation("job \(job.name) waits: a node of \(compute.name) is being prepared")
        }
        let busy = compute.nodes.compactMap(\.job)
        if busy.count >= compute.spec.maxInstances, !busy.isEmpty {
            return Explanation(
                "job \(job.name) waits: \(Self.allBusy(busy.count)) of \(compute.name) "
                    + "\(busy.count == 1 ? "is" : "are") busy with \(busy.map(\.rawValue).joined(separator: ", "))",
                commands: [wider(compute), "atelier job cancel --name \(busy[0])"].compactMap(\.self))
        }
        return Explanation("job \(job.name) waits: \(compute.name) is about to take it")
    }

    private static func allBusy(_ count: Int) -> String {
        count == 1 ? "the one node" : count == 2 ? "both nodes" : "all \(count) nodes"
    }

    /// A cluster may have one node more; the box itself and an instance may not.
    private func wider(_ compute: Compute) -> String? {
        guard compute.spec.type == .amlcompute else { return nil }
        return "atelier compute update --name \(compute.name) --max-instances \(compute.spec.maxInstances + 1)"
    }

    private var preparing: Explanation {
        Explanation(
            "job \(job.name) is not running yet: \(job.reason ?? "it is being started")",
            commands: ["atelier job stream --name \(job.name)"])
    }

    // MARK: Running

    private var running: Explanation {
        let started = job.startedAt ?? job.creation.createdAt
        let time = Self.span(from: started, to: now)
        let watch = "atelier job stream --name \(job.name)"
        if let limit = job.spec.work.timeout {
            let left = Double(limit) - now.timeIntervalSince(started)
            if left < Double(limit) / 10 {
                return Explanation(
                    "job \(job.name) has run for \(time) and is ended in \(Explanation.duration(left)) "
                        + "at its limit of \(limit) s",
                    commands: [watch, rerun(longerThan: limit)])
            }
        }
        let rivals = rivals
        if !rivals.isEmpty {
            return Explanation(
                "job \(job.name) has run for \(time) and shares its cores with "
                    + rivals.map(\.rawValue).joined(separator: ", "),
                commands: [watch, "atelier compute drain --name \(job.compute)"])
        }
        return Explanation("job \(job.name) has run for \(time) and has its cores to itself", commands: [watch])
    }

    /// Jobs on nodes that are bound to a processor of this job's.
    private var rivals: [JobName] {
        guard let own = compute?.nodes.first(where: { $0.name == job.node }) else { return [] }
        return compute?.nodes.filter { $0.name != own.name && !Set($0.cores).isDisjoint(with: own.cores) }
            .compactMap(\.job) ?? []
    }

    private func rerun(longerThan limit: Int) -> String {
        "atelier job rerun --name \(job.name) --set limits.timeout=\(limit * 2)"
    }

    // MARK: Failed

    private var failed: Explanation {
        let reason = job.reason ?? "it failed and left no reason"
        let log = "atelier job stream --name \(job.name)"
        let again = "atelier job rerun --name \(job.name)"
        var explanation = Explanation("job \(job.name) failed: \(reason)", commands: [log, again])
        let text = ([reason] + logLines).joined(separator: "\n")
        if let limit = job.spec.work.timeout, reason.contains("limit of \(limit) s") {
            explanation.sentence = "job \(job.name) failed: it \(reason)"
            explanation.commands = [rerun(longerThan: limit)]
        } else if let module = Self.match(#/ModuleNotFoundError: No module named '([^']+)'/#, in: text) {
            let package = module.split(separator: ".").first.map(String.init) ?? module
            explanation.sentence = "job \(job.name) failed: its environment has no Python module '\(package)'"
            explanation.commands = ["# add \(package) under pip: in the conda file, then", again]
        } else if let file = Self.match(#/FileNotFoundError: \[Errno 2\] No such file or directory: '([^']+)'/#, in: text) {
            explanation.sentence = "job \(job.name) failed: there is no file '\(file)' where it ran"
            explanation.commands = ["# is it in the code folder, or an input?", "atelier job show --name \(job.name)", again]
        } else if text.contains("MemoryError") || text.contains("out of memory") {
            explanation.commands = [
                "# give it a larger size, or less data:", "atelier compute list-sizes --output table", again,
            ]
        } else if reason.hasPrefix("lost runner") {
            explanation.commands = [again, "atelier engine logs"]
        } else if job.startedAt == nil {
            explanation.sentence = "job \(job.name) failed before it started: \(reason)"
        }
        return explanation
    }

    private static func match(_ pattern: Regex<(Substring, Substring)>, in text: String) -> String? {
        text.matches(of: pattern).last.map { String($0.output.1) }
    }
}
