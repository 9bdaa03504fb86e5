import Domain
import FoundationEssentials
import LinuxSystem
import Store

/// Takes jobs in: checks what is asked, keeps its code and writes it down. Who runs it is another's business.
struct JobIntake: Sendable {
    let context: EngineContext
    let computes: ComputeFleet
    let services: JobServices

    /// Takes a job in and answers when it is on disk, `Queued`. Its code is kept as it is at this moment.
    ///
    /// Throws `invalidArgument` for what cannot be run, `notFound` for a compute, an environment or data that are not
    /// there, and `alreadyExists` when a name was given that is taken: submitting twice under one name runs once.
    ///
    /// - Parameter kept: the code's snapshot, when there is one already.
    func take(
        _ asked: JobSpec, code kept: ContentHash? = nil, in workspace: WorkspaceName, by person: String
    ) async throws -> Job {
        let name = asked.name ?? Self.newName()
        try NameRule.asset("job").check(name.rawValue)
        var spec = try JobPlanner.checked(asked, name: name)
        let computes = computes
        let asks = spec.compute
        let work = spec.work
        spec.work = try await context.store.read { reader in
            _ = try reader.requireWorkspace(workspace)
            _ = try computes.require(asks, in: workspace, reader)
            return try reader.pinned(work, in: workspace)
        }
        try await checkReferences(of: spec, in: workspace)
        var warnings: [String] = []
        var hash = kept
        if let code = spec.work.code, kept == nil {
            async let git = GitProbe.properties(of: code)
            (hash, warnings) = try await services.code.keep(code)
            spec.properties.merge(await git) { written, _ in written }
        }
        let now = context.clock.now()
        let complete = spec
        let notes = warnings
        let code = hash
        let runs = services.runs
        return try await context.write { transaction in
            let workspace = try transaction.requireWorkspace(workspace)
            let compute = try computes.require(complete.compute, in: workspace.name, transaction)
            try Self.checkNodes(of: complete, on: compute)
            var notes = notes
            if let parent = complete.parentJobName, try transaction.job(named: parent, in: workspace.name) == nil {
                notes.append("there is no job '\(parent)', which it names as its parent")
            }
            var job = Job(
                name: name, workspace: workspace.name, spec: complete,
                experiment: complete.experimentName ?? Self.defaultExperiment,
                displayName: complete.displayName ?? name.rawValue, status: .queued, compute: compute.name, code: code,
                warnings: notes, creation: CreationContext(at: now, by: person))
            job.size = compute.spec.type == .local ? complete.work.instanceType : compute.spec.size
            try transaction.insert(job)
            try runs.open(job, tags: Self.runTags(of: job), in: transaction)
            try transaction.append(
                "job.queued", about: job.reference, by: person, at: now,
                after: .object(["status": .string(job.status.rawValue), "compute": .string(compute.name.rawValue)]))
            return job
        }
    }

    /// Data that is not there, an output that leads out of its place, or an unknown environment, is told before anything is created.
    private func checkReferences(of spec: JobSpec, in workspace: WorkspaceName) async throws {
        let work = spec.work
        if let environment = work.environment { _ = try await services.environments.spec(of: environment, in: workspace) }
        for (name, output) in work.outputs {
            guard let location = output.location else { continue }
            if case .remote(let address) = location {
                throw AtelierError(
                    .unsupported, "output '\(name.neutralised)': nothing can be written to \(address.neutralised)",
                    hint: "leave its path out, or give a path on this box or in a datastore")
            }
            _ = try await services.locations.path(of: location, in: workspace)
        }
        for (name, input) in work.inputs {
            guard case .data(let data) = input else { continue }
            if case .remote = data.location { continue }
            let path = try await services.locations.path(
                of: data.location, asInput: data.type, in: workspace)
            let kind = try await BlockingWork.run { FileManager.default.isFolder(path) }
            if kind == nil {
                throw AtelierError(
                    .notFound, "input '\(name.neutralised)': there is nothing at \(data.location)",
                    hint: "check its path")
            }
        }
    }

    /// A job that its compute could never take is not taken in.
    private static func checkNodes(of spec: JobSpec, on compute: Compute) throws {
        let count = spec.work.nodeCount
        guard count > compute.spec.maxInstances else { return }
        throw AtelierError(
            .invalidArgument,
            "the job needs \(count) nodes at once, '\(compute.name)' has at most \(compute.spec.maxInstances)",
            hint: "lower resources.instance_count, or "
                + (compute.spec.type == .amlcompute
                    ? "'atelier compute update --name \(compute.name) --max-instances \(count)'"
                    : "take a compute of type amlcompute"),
            subject: "compute \(compute.name)")
    }

    private static func newName() -> JobName {
        var generator = SystemRandomNumberGenerator()
        return NameGenerator.jobName(using: &generator)
    }

    private static func runTags(of job: Job) -> [String: String] {
        var tags = job.spec.tags
        for (name, value) in job.spec.properties where name.hasPrefix("mlflow.") { tags[name] = value }
        if let parent = job.spec.parentJobName { tags["mlflow.parentRunId"] = parent.rawValue }
        return tags
    }

    private static let defaultExperiment = "Default"
}
