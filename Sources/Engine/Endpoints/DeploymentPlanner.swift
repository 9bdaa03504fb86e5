import Domain
import Scoring
import Store

/// Decides how a version of a deployment runs.
enum DeploymentPlanner {
    static func plan(
        for serving: ServingVersion, in folder: DeploymentFolder, workerScript: String, boxCores: Int
    ) -> DeploymentPlan {
        let spec = serving.deployment.spec
        return DeploymentPlan(
            endpoint: spec.endpoint, deployment: spec.name, python: serving.python, workerScript: workerScript,
            codeFolder: folder.app(serving.number), scoringScript: spec.code?.scoringScript ?? "",
            modelDirectory: serving.modelDirectory, environmentVariables: spec.environmentVariables,
            workers: spec.scale?.first(of: spec.instanceCount) ?? spec.instanceCount,
            cores: DeploymentRules.threadsPerWorker(of: spec, boxCores: boxCores),
            requestSettings: spec.requestSettings, livenessProbe: spec.livenessProbe,
            readinessProbe: spec.readinessProbe, logPath: folder.log, scale: spec.scale)
    }
}
