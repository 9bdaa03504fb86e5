import Domain
import Scoring
import Store

/// Decides how a version of a deployment runs.
enum DeploymentPlanner {
    static func plan(
        for serving: ServingVersion, in folder: DeploymentFolder, workerScript: String, boxCores: Int,
        home: HomeLayout
    ) -> DeploymentPlan {
        let spec = serving.deployment.spec
        return DeploymentPlan(
            endpoint: spec.endpoint, deployment: spec.name, python: serving.python, workerScript: workerScript,
            codeFolder: folder.app(serving.number), scoringScript: spec.code?.scoringScript,
            modelDirectory: serving.modelDirectory, environmentVariables: spec.environmentVariables,
            workers: spec.scale?.first(of: spec.instanceCount) ?? spec.instanceCount,
            cores: DeploymentRules.threadsPerWorker(of: spec, boxCores: boxCores),
            requestSettings: spec.requestSettings, livenessProbe: spec.livenessProbe,
            readinessProbe: spec.readinessProbe, logPath: folder.log, scale: spec.scale,
            modelVersion: modelVersion(of: serving.deployment),
            collection: collection(of: serving.deployment, home: home))
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
