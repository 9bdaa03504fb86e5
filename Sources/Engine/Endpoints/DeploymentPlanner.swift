import Domain
import Scoring
import Store

/// Decides how a version of a deployment runs.
enum DeploymentPlanner {
    static func plan(
        for serving: ServingVersion, in folder: DeploymentFolder, workerScript: String, boxCores: Int,
        home: HomeLayout
    ) -> RuntimePlan {
        let spec = serving.deployment.spec
        if let native = serving.native {
            return .native(plan(native, for: serving, in: folder, boxCores: boxCores, home: home))
        }
        return .workers(DeploymentPlan(
            endpoint: spec.endpoint, deployment: spec.name, python: serving.python ?? "", workerScript: workerScript,
            codeFolder: folder.app(serving.number), scoringScript: spec.code?.scoringScript,
            modelDirectory: serving.modelDirectory, environmentVariables: spec.environmentVariables,
            workers: spec.scale?.first(of: spec.instanceCount) ?? spec.instanceCount,
            cores: DeploymentRules.threadsPerWorker(of: spec, boxCores: boxCores),
            requestSettings: spec.requestSettings, livenessProbe: spec.livenessProbe,
            readinessProbe: spec.readinessProbe, logPath: folder.log, scale: spec.scale,
            modelVersion: modelVersion(of: serving.deployment),
            collection: collection(of: serving.deployment, home: home)))
    }

    private static func plan(
        _ native: NativeServing, for serving: ServingVersion, in folder: DeploymentFolder, boxCores: Int, home: HomeLayout
    ) -> NativePlan {
        let spec = serving.deployment.spec
        let engine: NativeEngine =
            switch native.evaluator {
            case .native: .pipeline
            case .learned: .learned
            case .xgboost: .xgboost(library: native.library ?? "")
            case .onnx: .onnxRuntime(library: native.library ?? "")
            }
        return NativePlan(
            endpoint: spec.endpoint, deployment: spec.name, modelFile: native.file, engine: engine,
            signature: native.signature, instances: spec.scale?.maxInstances ?? spec.instanceCount,
            threads: threads(of: spec, engine, boxCores: boxCores), requestSettings: spec.requestSettings,
            logPath: folder.log, answer: native.modelClass.map { NativeAnswer(xgboostClass: $0) } ?? .raw,
            modelVersion: modelVersion(of: serving.deployment),
            collection: collection(of: serving.deployment, home: home))
    }

    /// Trees are walked on the thread that has the request: XGBoost's own threads cost a small request more than they save
    /// a large one, unless they are asked for.
    private static func threads(of spec: OnlineDeploymentSpec, _ engine: NativeEngine, boxCores: Int) -> Int {
        if let asked = spec.environmentVariables["OMP_NUM_THREADS"].flatMap({ Int($0) }), asked > 0 { return min(asked, boxCores) }
        if case .xgboost = engine { return 1 }
        return DeploymentRules.threadsPerWorker(of: spec, boxCores: boxCores)
    }

    private static func modelVersion(of deployment: OnlineDeployment) -> String? {
        guard case .version(let version) = deployment.model?.selector else { return nil }
        return version
    }

    /// Azure's place for what is kept: the workspace's blob store.
    private static func collection(of deployment: OnlineDeployment, home: HomeLayout) -> CollectionPlan? {
        guard let asked = deployment.spec.dataCollection else { return nil }
        let payloads: Set = [DataCollection.request, DataCollection.response]
        return CollectionPlan(
            endpoint: deployment.endpoint, deployment: deployment.name,
            folder: home.datastore(Datastore.blobStore, in: deployment.workspace) + "/modelDataCollector",
            collectsRequests: asked.collections.contains(DataCollection.request),
            collectsResponses: asked.collections.contains(DataCollection.response), samplingRate: asked.samplingRate,
            rollingRate: asked.rollingRate, headers: asked.headers, modelVersion: modelVersion(of: deployment),
            scriptCollections: asked.collections.subtracting(payloads))
    }
}
