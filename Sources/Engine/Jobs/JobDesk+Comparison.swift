package import Domain
import LinuxSystem
import Store

extension JobDesk {
    /// What a job has in common with an earlier one: what went in, and when both are over, what came out. Data is
    /// compared as each found it when it started; what has not started is looked at as it is now. Throws `notFound`.
    package func compare(
        _ name: JobName, with earlier: JobName, in workspace: WorkspaceName
    ) async throws -> JobComparison {
        let (before, after) = try await context.store.read {
            (try $0.requireJob(earlier, in: workspace), try $0.requireJob(name, in: workspace))
        }
        var changed: [String] = []
        if let old = before.code, let new = after.code, old != new {
            changed = try await services.code.changes(from: old, to: new)
        }
        let prints = (before: try await inputPrints(of: before), after: try await inputPrints(of: after))
        var aspects = JobDifference.aspects(before, after, prints: prints, changedFiles: changed)
        if before.status.isFinal, after.status.isFinal {
            aspects += try await outputAspects(before, after)
            let metrics = try await context.store.read { (try $0.latestMetrics(of: earlier), try $0.latestMetrics(of: name)) }
            aspects += JobDifference.metrics(metrics.0, metrics.1)
        }
        return JobComparison(job: name, earlier: earlier, aspects: aspects)
    }

    private func inputPrints(of job: Job) async throws -> [String: String] {
        if let noted = job.inputPrints { return noted }
        guard job.startedAt == nil, !job.status.isFinal else { return [:] }
        var paths: [String: String] = [:]
        for (name, input) in job.spec.work.inputs {
            guard case .data(let data) = input, !data.location.isRemote else { continue }
            paths[name] = try await services.locations.path(of: data.location, in: job.workspace)
        }
        return try await services.contentPrints.prints(of: paths)
    }

    private func outputAspects(_ before: Job, _ after: Job) async throws -> [JobAspect] {
        var (old, new) = (try await services.outputs(of: before), try await services.outputs(of: after))
        old["default"] = layout(of: before).outputs
        new["default"] = layout(of: after).outputs
        var aspects: [JobAspect] = []
        for name in Set(old.keys).union(new.keys).sorted() {
            let title = name == "default" ? "outputs" : "output \(name)"
            guard let one = old[name], let other = new[name] else {
                aspects.append(JobAspect(title, .differs, note: "only one of the two has it"))
                continue
            }
            let contentPrints = services.contentPrints
            let (differing, count) = try await BlockingWork.run {
                let count = try max(contentPrints.count(in: one), contentPrints.count(in: other))
                return (try contentPrints.differences(one, other), count)
            }
            if count == 0 { continue }
            aspects.append(
                JobAspect(
                    title, differing.isEmpty ? .same : .differs, note: JobDifference.listed(differing)
                        ?? "\(Counted.text(count, "file")) of the same content"))
        }
        return aspects
    }
}

extension ContentPrints {
    /// Of what is there, by name.
    func prints(of paths: [String: String]) async throws -> [String: String] {
        guard !paths.isEmpty else { return [:] }
        return try await BlockingWork.run {
            var prints: [String: String] = [:]
            for (name, path) in paths { prints[name] = try self.print(of: path) }
            return prints
        }
    }
}

extension DataLocation {
    fileprivate var isRemote: Bool {
        if case .remote = self { true } else { false }
    }
}
