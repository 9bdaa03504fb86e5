import Domain
import FoundationEssentials
import LinuxSystem
import Logging
import Runtimes
import Store

/// Makes a claimed job ready to start: finds out what its references are, has the environment built, plans, and lays
/// out its folder. Cancelling the calling task stops it.
struct JobPreparation: Sendable {
    let job: Job
    let nodes: [ComputeNode]
    let context: EngineContext
    let services: JobServices
    /// Told once, before what may take long.
    let willBuild: @Sendable (String) async throws -> Void

    struct Ready: Sendable {
        let plan: RunnerPlan
        let environment: PreparedEnvironment
        /// The path of each data input.
        let inputs: [String: String]
        let phases: PhaseLog
    }

    func perform(_ phases: PhaseLog) async throws -> Ready {
        var phases = phases
        let layout = context.home.job(job.name, in: job.workspace)
        let folder = JobFolder(layout: layout)
        try await BlockingWork.run { try folder.make() }

        let environment = try await environment(folder)
        phases.note("environment ready", at: context.clock.now())
        try Task.checkCancellation()

        let workspace = job.workspace
        let group = try await context.store.read { try $0.requireWorkspace(workspace).resourceGroup }
        let inputs = try await foundInputs()
        let attempt = job.attemptID
        let portCount = job.spec.work.command?.distribution.map { DistributionPlanner.portCount(of: $0, nodes: nodes.count) } ?? 0
        let ports = portCount == 0 ? [] : try await BlockingWork.run { try JobPorts.free(portCount, for: attempt) }
        let plan = try JobPlanner(job: job, layout: layout, grace: context.settings.cancelGrace).plan(
            JobPlanner.Findings(
                resourceGroup: group, environment: environment, inputs: inputs,
                outputs: try await services.outputs(of: job), nodes: nodes, ports: ports,
                access: try await services.runs.access(for: job), inherited: ProcessInfo.processInfo.environment))
        try Task.checkCancellation()

        if let code = job.code { try await services.code.materialise(code, at: layout.work) }
        let now = context.clock.now
        let noted = phases
        phases = try await BlockingWork.run {
            var phases = noted
            try folder.stage(plan.staging)
            phases.note("code, inputs and outputs in place", at: now())
            try folder.append(phases.take(), to: layout.systemLog)
            return phases
        }
        return Ready(plan: plan.runner, environment: environment, inputs: inputs.mapValues(\.path), phases: phases)
    }

    private func environment(_ folder: JobFolder) async throws -> PreparedEnvironment {
        guard let work = job.spec.work.command else { return .box }
        let spec = try await services.environments.spec(of: work.environment, in: job.workspace)
        let namesPython = spec.image.flatMap { EnvironmentRecipe.python(inImage: $0) } != nil
        guard spec.conda != nil || namesPython else {
            // Nothing was asked for, so nothing is built.
            let box = BoxInterpreter(home: context.home)
            let path = ProcessInfo.processInfo.environment["PATH"] ?? EnvironmentVariables.usualPath
            return try await BlockingWork.run { try box.environment(path: path) }
        }
        try await willBuild("preparing the environment")
        let logger = context.logger
        let name = job.name
        let log: @Sendable ([UInt8]) -> Void = { bytes in
            do {
                try folder.append(bytes, to: folder.layout.userLog)
            } catch {
                logger.warning("cannot write a build log", metadata: ["job": "\(name)", "error": "\(error)"])
            }
        }
        let prepared = try await services.environments.prepared(spec, strict: work.strictEnvironment, log: log)
        for warning in prepared.warnings { log(Array("warning: \(warning)\n".utf8)) }
        return prepared
    }

    private func foundInputs() async throws -> [String: JobPlanner.FoundInput] {
        var found: [String: JobPlanner.FoundInput] = [:]
        for (name, input) in job.spec.work.inputs {
            guard case .data(let data) = input else { continue }
            let path = try await services.locations.path(
                of: data.location, asInput: data.type, in: job.workspace)
            let isFolder = try await BlockingWork.run { FileManager.default.isFolder(path) }
            guard let isFolder else {
                throw AtelierError(
                    .notFound, "input '\(name)': there is nothing at \(data.location)", hint: "check its path")
            }
            found[name] = JobPlanner.FoundInput(path: path, isFile: !isFolder)
        }
        return found
    }
}

extension FileManager {
    /// Nil when nothing is there.
    func isFolder(_ path: String) -> Bool? {
        var isFolder = false
        return fileExists(atPath: path, isDirectory: &isFolder) ? isFolder : nil
    }
}
