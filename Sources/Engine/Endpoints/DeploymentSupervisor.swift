package import Domain
import FoundationEssentials
import Scoring
import Store

/// Makes the versions of one deployment ready: resolves the model, copies the code, builds the environment, starts the
/// workers, and tells how far it is. One change runs at a time; the catalog sees to that.
package actor DeploymentSupervisor {
    /// A version that may get requests.
    struct ReadyVersion: Sendable {
        let serving: ServingVersion
        let workers: any ServingWorkers
    }

    nonisolated let folder: DeploymentFolder
    private let context: EngineContext
    private let assets: any DeploymentAssets
    nonisolated private let front: any ScoringFront
    nonisolated private let boxCores: Int
    nonisolated private let loads: EndpointLoads
    nonisolated private let onNotice: @Sendable (WorkerNotice) -> Void
    private var log: DeploymentLog { DeploymentLog(folder: folder, clock: context.clock) }
    package private(set) var phases: [DeploymentPhase] = []

    init(
        folder: DeploymentFolder, context: EngineContext, assets: any DeploymentAssets, front: any ScoringFront,
        boxCores: Int, loads: EndpointLoads, onNotice: @escaping @Sendable (WorkerNotice) -> Void
    ) {
        self.folder = folder
        self.context = context
        self.assets = assets
        self.front = front
        self.boxCores = boxCores
        self.loads = loads
        self.onNotice = onNotice
    }

    /// Makes the version a record asks for, from nothing. `report` is told each phase as it begins. Throws what failed;
    /// the version in service is not touched.
    func make(
        _ record: DeploymentRecord, report: @Sendable (String) async throws -> Void
    ) async throws -> ReadyVersion {
        phases = []
        defer { endPhase() }
        var deployment = record.deployment
        let spec = deployment.spec
        let number = record.version
        let person = record.change?.by ?? EngineContext.engineActor
        guard let code = spec.code, let environment = spec.environment else {
            try DeploymentRules.check(spec)
            throw AtelierError(.internal, "deployment \(spec.name) cannot be made", hint: "see 'atelier engine logs'")
        }
        try await folder.beginVersion(number)
        log.write("preparing version \(number)")

        var modelDirectory: String?
        if let choice = spec.model {
            try await begin("resolving the model", report)
            let model = try await assets.model(choice, in: deployment.workspace, by: person)
            deployment.model = AssetReference(
                name: model.version.name.rawValue, selector: .version(model.version.version))
            modelDirectory = model.folder
        }

        try await begin("copying the code", report)
        if deployment.code == nil {
            let copy = try await assets.snapshot(ofCode: code.code)
            deployment.code = copy.hash
            deployment.warnings += copy.warnings
        }
        if let hash = deployment.code { try await assets.copy(code: hash, to: folder.app(number)) }
        guard try await folder.fileExists("\(folder.app(number))/\(code.scoringScript)") else {
            throw AtelierError(
                .invalidArgument, "there is no \(code.scoringScript.neutralised) in the code folder \(code.code)",
                hint: "check code_configuration.scoring_script")
        }

        try await begin("building the environment", report)
        let ready: ServedEnvironment
        if let copied = try await copiedEnvironment(of: record) {
            ready = copied
        } else {
            ready = try await assets.environment(
                environment, in: deployment.workspace, strict: spec.strictEnvironment,
                log: { [folder] in folder.append(toLog: $0) })
        }
        deployment.environment = ready.key
        deployment.warnings += ready.warnings
        for warning in ready.warnings { log.write("warning: \(warning)") }

        try await begin("starting \(spec.instanceCount) \(spec.instanceCount == 1 ? "worker" : "workers")", report)
        let serving = ServingVersion(
            number: number, deployment: deployment, python: ready.python, modelDirectory: modelDirectory)
        let workers = makeWorkers(serving, onDemand: {})
        do {
            try await workers.start()
            try Task.checkCancellation()
        } catch {
            await workers.drainAndStop()
            throw error
        }
        return ReadyVersion(serving: serving, workers: workers)
    }

    /// The environment that a copy takes from its original, as long as that is there: its name may mean something newer
    /// by now.
    private func copiedEnvironment(of record: DeploymentRecord) async throws -> ServedEnvironment? {
        guard let key = record.deployment.environment, let python = record.change?.python,
            try await folder.fileExists(python)
        else { return nil }
        return ServedEnvironment(key: key, python: python)
    }

    /// The workers of a version, not started yet.
    nonisolated func makeWorkers(
        _ serving: ServingVersion, onDemand: @escaping @Sendable () -> Void
    ) -> any ServingWorkers {
        let workers = front.makeWorkers(
            DeploymentPlanner.plan(
                for: serving, in: folder, workerScript: front.workerScript, boxCores: boxCores),
            onDemand: onDemand, onTraffic: { [loads] in loads.noteTraffic() })
        workers.observe { [onNotice] notice in onNotice(WorkerNotice(serving: serving, notice: notice)) }
        return workers
    }

    /// The version in service with another number of workers, which those in service bring about themselves.
    func resize(
        _ serving: ServingVersion, _ workers: any ServingWorkers, for record: DeploymentRecord,
        report: @Sendable (String) async throws -> Void
    ) async throws -> ReadyVersion {
        phases = []
        defer { endPhase() }
        var deployment = record.deployment
        let count = deployment.spec.instanceCount
        try await begin("scaling to \(count) \(count == 1 ? "worker" : "workers")", report)
        (deployment.model, deployment.code, deployment.environment) =
            (serving.deployment.model, serving.deployment.code, serving.deployment.environment)
        try await workers.resize(to: count)
        return ReadyVersion(
            serving: ServingVersion(
                number: serving.number, deployment: deployment, python: serving.python,
                modelDirectory: serving.modelDirectory),
            workers: workers)
    }

    /// All that helps to understand why a version did not become ready.
    func diagnosis(of error: any Error) async -> DeploymentDiagnosis {
        if let failure = error as? StartFailure { return failure.diagnosis }
        let failure = error as? AtelierError
            ?? AtelierError(.internal, "the deployment could not be made", hint: "see 'atelier engine logs'")
        do {
            // The log is the deployment's: what earlier versions said is not about this one.
            let tail = try await folder.logTail(lines: 50)
            let start = tail.lastIndex { $0.contains("atelier - preparing version ") } ?? tail.startIndex
            return DeploymentDiagnosis(
                summary: failure.message, hint: failure.hint, logTail: Array(tail[start...]))
        } catch {
            return DeploymentDiagnosis(summary: failure.message, hint: failure.hint)
        }
    }

    /// Writes a line of the engine's own into the deployment's log.
    func note(_ line: String) {
        log.write(line)
    }

    private func begin(_ phase: String, _ report: @Sendable (String) async throws -> Void) async throws {
        try Task.checkCancellation()
        endPhase()
        phases.append(DeploymentPhase(name: phase, startedAt: context.clock.now()))
        log.write(phase)
        try await report(phase)
    }

    private func endPhase() {
        guard let last = phases.indices.last, phases[last].endedAt == nil else { return }
        phases[last].endedAt = context.clock.now()
    }
}
