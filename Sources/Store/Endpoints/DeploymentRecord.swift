package import Domain

/// A deployment's row: what was asked last and how that stands, what serves, and what a restarted engine must finish.
package struct DeploymentRecord: Codable, Sendable {
    /// What was asked last, in the state it is in now.
    package var deployment: OnlineDeployment
    /// Rises with every create and update; the version's files lie in a folder of this number.
    package var version: Int
    /// The version that answers requests. Older than `version` while an update runs and after one failed; nil until
    /// the deployment was ready for the first time.
    package var serving: ServingVersion?
    /// The change that was acknowledged and is not settled yet.
    package var change: PendingChange?
    /// Why the last change failed.
    package var diagnosis: DeploymentDiagnosis?
    /// What it was before it was to be deleted: what it is again when that is undone.
    package var former: FormerDeployment?

    package init(
        deployment: OnlineDeployment, version: Int, serving: ServingVersion? = nil, change: PendingChange? = nil,
        diagnosis: DeploymentDiagnosis? = nil
    ) {
        self.deployment = deployment
        self.version = version
        self.serving = serving
        self.change = change
        self.diagnosis = diagnosis
    }
}

/// A version of a deployment that was ready, and how to start it again without building anything.
package struct ServingVersion: Codable, Sendable {
    package let number: Int
    package let deployment: OnlineDeployment
    /// The interpreter of its environment; nil for a version that no Python serves.
    package let python: String?
    /// `AZUREML_MODEL_DIR`: the folder that holds the registered path's last component.
    package let modelDirectory: String?
    package var library: String? { native?.library }
    /// How the engine's own threads serve it, when they do.
    package let native: NativeServing?

    package init(
        number: Int, deployment: OnlineDeployment, python: String?, modelDirectory: String?, native: NativeServing? = nil
    ) {
        self.number = number
        self.deployment = deployment
        self.python = python
        self.modelDirectory = modelDirectory
        self.native = native
    }
}

/// A deployment as it was when its deletion was asked for, and the change that the deletion gave up.
package struct FormerDeployment: Codable, Sendable {
    package let deployment: OnlineDeployment
    package let change: PendingChange?

    package init(deployment: OnlineDeployment, change: PendingChange?) {
        self.deployment = deployment
        self.change = change
    }
}

/// Who asked for a change, and how the traffic moves to the deployment once it is ready.
package struct PendingChange: Codable, Sendable {
    package let takesAllTraffic: Bool
    package let by: String
    /// The interpreter of the environment of the deployment that is copied; nil to build what the spec names.
    package let python: String?
    /// Nothing but the number of workers changes: those in service can see to it. Nil is false.
    package let keepsVersion: Bool?
    /// How it takes over the traffic once it is ready.
    package let rollout: RolloutSpec?

    package init(
        takesAllTraffic: Bool, by: String, python: String? = nil, keepsVersion: Bool = false,
        rollout: RolloutSpec? = nil
    ) {
        self.takesAllTraffic = takesAllTraffic
        self.by = by
        self.python = python
        self.keepsVersion = keepsVersion
        self.rollout = rollout
    }

    /// What is to happen when it is ready, in words.
    package var promise: String? {
        if takesAllTraffic { return "all traffic moves to it when it is ready" }
        return rollout == nil ? nil : "it is rolled out when it is ready"
    }
}
