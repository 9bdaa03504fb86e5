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
        try DeploymentRules.check(spec)
        try await folder.beginVersion(number)
        log.write("preparing version \(number)")

        var model: ServedModel?
        if let choice = spec.model {
            try await begin("resolving the model", report)
            let found = try await assets.model(choice, in: deployment.workspace, by: person)
            deployment.model = AssetReference(
                name: found.version.name.rawValue, selector: .version(found.version.version))
            model = found
        }
        if let served = model, spec.code == nil {
            let facts = try await assets.facts(of: served)
            let decision = try RuntimePlanner.decide(spec, model: served.version.name, facts)
            if decision != .python {
                return try await makeNative(decision, facts, served, &deployment, number: number, by: person, report)
            }
            if RuntimePlanner.accelerates(spec, facts),
                let version = try await makeAccelerated(served, &deployment, number: number, by: person, report)
            {
                return version
            }
        }
        let environment = try await environment(of: spec, serving: model)
        if let code = spec.code {
            if spec.accelerate == .auto { warn(["not accelerated: its scoring script answers"], of: &deployment) }
            try await begin("copying the code", report)
            try await copy(code, of: &deployment, to: number)
        } else {
            try await folder.makeApp(number)
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
        deployment.servedBy = RuntimeChoice.python.rawValue
        warn(ready.warnings, of: &deployment)

        try await begin("starting \(spec.instanceCount) \(spec.instanceCount == 1 ? "worker" : "workers")", report)
        let serving = ServingVersion(
            number: number, deployment: deployment, python: ready.python, modelDirectory: model?.folder)
        return try await start(serving)
    }

    /// A version that serves the ONNX form of a model that needs Python. Nil, and a warning that says why, when there is none
    /// that answers as the model does.
    private func makeAccelerated(
        _ model: ServedModel, _ deployment: inout OnlineDeployment, number: Int, by person: String,
        _ report: @Sendable (String) async throws -> Void
    ) async throws -> ReadyVersion? {
        try await begin("converting the model to ONNX", report)
        let warning: String
        var accelerated = deployment
        do {
            let graph = folder.graph(number)
            let (facts, warnings) = try await assets.accelerated(
                model, into: graph, log: { [folder] in folder.append(toLog: $0) })
            warn(warnings, of: &accelerated)
            let decision = try RuntimePlanner.decide(accelerated.spec, model: model.version.name, facts)
            let version = try await makeNative(
                decision, facts, model, &accelerated, number: number, by: person, report)
            deployment = accelerated
            log.write("the model is served as ONNX, which answers as it does")
            return version
        } catch let error as AtelierError where error.code != .cancelled {
            warning = error.message
        } catch let failure as StartFailure {
            warning = failure.error.message
        }
        warn(["not accelerated, served with Python: \(warning)"], of: &deployment)
        try await begin("falling back to Python", report)
        return nil
    }

    /// A version that the engine's own threads serve: its library is found and its model loaded, and that is all.
    private func makeNative(
        _ decision: RuntimePlanner.Decision, _ facts: ModelFacts, _ model: ServedModel, _ deployment: inout OnlineDeployment,
        number: Int, by person: String, _ report: @Sendable (String) async throws -> Void
    ) async throws -> ReadyVersion {
        let native: NativeServing
        switch decision {
        case .python: throw AtelierError(.internal, "the deployment is Python's", hint: "see 'atelier engine logs'")
        case .pipeline(let file):
            native = NativeServing(evaluator: .native, file: file, signature: facts.mlflow?.signature)
            deployment.servedBy = RuntimeChoice.native.rawValue
        case .learned(let file):
            native = NativeServing(evaluator: .learned, file: file)
            deployment.servedBy = RuntimeChoice.native.rawValue
        case .library(let name, let file, let version):
            try await begin("finding \(name.title)", report)
            var environment: EnvironmentSpec?
            if facts.mlflow != nil {
                // A model whose own environment is not known may still find its library elsewhere.
                environment = try? await assets.environment(ofModelIn: model.path)
            }
            let log = log
            let library = try await assets.library(name, madeWith: version, environment: environment, by: person) { log.write($0) }
            warn(library.warnings, of: &deployment)
            deployment.servedBy = "\(name.rawValue) \(library.version)"
            native = NativeServing(
                evaluator: name == .xgboost ? .xgboost : .onnx, file: file, library: library.path,
                signature: facts.mlflow?.signature, modelClass: facts.mlflow?.flavors["xgboost"]?["model_class"])
        }
        try await begin("loading the model", report)
        let serving = ServingVersion(
            number: number, deployment: deployment, python: nil, modelDirectory: model.folder, native: native)
        return try await start(serving)
    }

    private func start(_ serving: ServingVersion) async throws -> ReadyVersion {
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

    /// Keeps with the deployment, and in its log, what its parts are not quite as asked for.
    private func warn(_ warnings: [String], of deployment: inout OnlineDeployment) {
        deployment.warnings += warnings
        for warning in warnings { log.write("warning: \(warning)") }
    }

    /// What the deployment names, or what its model was saved with. Throws `unsupported` for a model that needs a script.
    private func environment(
        of spec: OnlineDeploymentSpec, serving model: ServedModel?
    ) async throws -> EnvironmentReference {
        if spec.code == nil, let model {
            if let named = spec.environment { return named }
            return .inline(try await assets.environment(ofModelIn: model.path))
        }
        guard let named = spec.environment else {
            throw AtelierError(.internal, "deployment \(spec.name) cannot be made", hint: "see 'atelier engine logs'")
        }
        return named
    }

    private func copy(_ code: CodeConfiguration, of deployment: inout OnlineDeployment, to number: Int) async throws {
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
                for: serving, in: folder, workerScript: front.workerScript, boxCores: boxCores, home: context.home),
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
                modelDirectory: serving.modelDirectory, native: serving.native),
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
