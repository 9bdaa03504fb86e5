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
        let hasCode = changed.command.code != nil
        return try await submit(
            Self.repetition(of: source, instead: changed), code: hasCode ? nil : source.code, in: workspace, by: person)
    }

    private static func repetition(of job: Job, instead changed: JobSpec) -> JobSpec {
        var spec = changed
        var work = changed.command
        work.strictEnvironment = work.strictEnvironment || job.spec.command.strictEnvironment
        if work.code == nil {
            work.code = job.spec.command.code
            spec.properties.merge(job.spec.properties.filter { JobProperty.isGit($0.key) }) { written, _ in written }
        }
        spec.work = .command(work)
        spec.properties[JobProperty.rerunOf] = job.name.rawValue
        return spec
    }

    static func repetition(of job: Job) throws -> JobSpec {
        var spec = job.spec
        spec.name = nil
        spec.experimentName = job.experiment
        spec.displayName = job.displayName == job.name.rawValue ? nil : job.displayName
        spec.properties[JobProperty.rerunOf] = job.name.rawValue
        var work = spec.command
        for (name, output) in work.outputs {
            var output = output
            if let template = output.template { output.location = try DataLocation(parsing: template) }
            output.assetVersion = nil
            work.outputs[name] = output
        }
        spec.work = .command(work)
        return spec
    }
}
