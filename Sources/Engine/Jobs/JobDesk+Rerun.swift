package import Domain
import Store

extension JobDesk {
    /// Submits a job again under a new name: the same snapshot of its code, the same environment and inputs. Its
    /// outputs go to places of their own, and one that was registered under a version gets the next. The property
    /// `atelier.rerun_of` names the job it repeats.
    package func rerun(_ name: JobName, in workspace: WorkspaceName, by person: String) async throws -> Job {
        let source = try await context.store.read { try $0.requireJob(name, in: workspace) }
        return try await submit(Self.repetition(of: source), code: source.code, in: workspace, by: person)
    }

    static func repetition(of job: Job) throws -> JobSpec {
        var spec = job.spec
        spec.name = nil
        spec.experimentName = job.experiment
        spec.displayName = job.displayName == job.name.rawValue ? nil : job.displayName
        spec.properties[rerunProperty] = job.name.rawValue
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

    static let rerunProperty = "atelier.rerun_of"
}
