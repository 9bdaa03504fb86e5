package import Domain
import Store

extension JobDesk {
    /// Submits a job again under a new name: the same snapshot of its code, the same environment and inputs. Its
    /// outputs go to places of their own, and one that was registered under a version gets the next. The property
    /// `atelier.rerun_of` names the job it repeats.
    /// - Parameter changed: what runs instead; without code of its own it gets the job's.
    package func rerun(
        _ name: JobName, instead changed: JobSpec? = nil, in workspace: WorkspaceName, by person: String
    ) async throws -> Job {
        let source = try await context.store.read { try $0.requireJob(name, in: workspace) }
        guard let changed else {
            return try await submit(Self.repetition(of: source), code: source.code, in: workspace, by: person)
        }
        let hasCode = changed.work.code != nil
        return try await submit(
            Self.repetition(of: source, instead: changed), code: hasCode ? nil : source.code, in: workspace, by: person)
    }

    private static func repetition(of job: Job, instead changed: JobSpec) -> JobSpec {
        var spec = changed
        if changed.work.code == nil, let code = job.spec.work.code {
            spec.work.useCode(code)
            spec.properties.merge(job.spec.properties.filter { JobProperty.isGit($0.key) }) { written, _ in written }
        }
        if job.spec.work.command?.strictEnvironment == true { spec.work.requireEnvironment() }
        spec.properties[JobProperty.rerunOf] = job.name.rawValue
        return spec
    }

    static func repetition(of job: Job) throws -> JobSpec {
        var spec = job.spec
        spec.name = nil
        spec.experimentName = job.experiment
        spec.displayName = job.displayName == job.name.rawValue ? nil : job.displayName
        spec.properties[JobProperty.rerunOf] = job.name.rawValue
        spec.work.outputs = try repeated(spec.work.outputs)
        // A trial that runs again is a job of its own: its sweep has had its answer.
        if spec.properties.removeValue(forKey: JobProperty.trialNumber) != nil { spec.parentJobName = nil }
        for noted in [JobProperty.bestTrial, "best_metric_status", "score"] where spec.work.isSearch {
            spec.properties[noted] = nil
        }
        return spec
    }

    /// As they were asked for, for a job of another name.
    static func repeated(_ outputs: [String: JobOutput]) throws -> [String: JobOutput] {
        try outputs.mapValues { output in
            var output = output
            if let template = output.template { output.location = try DataLocation(parsing: template) }
            output.assetVersion = nil
            return output
        }
    }
}
