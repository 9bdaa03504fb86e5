package import Domain

package enum EndpointRoutes {
    private static let all = "/v1/workspaces/{workspace}/online-endpoints"
    private static let one = all + "/{endpoint}"

    package static let create = ControlRoute<OnlineEndpointSpec, EndpointDetails>(.post, all)
    package static let list = ControlRoute<Nothing, [EndpointDetails]>(.get, all)
    package static let show = ControlRoute<Nothing, EndpointDetails>(.get, one)
    /// `conflict`, naming who moved the traffic, when it is not at `ifRevision` any more; so with `rollback`.
    package static let update = ControlRoute<EndpointChange, EndpointDetails>(.patch, one)
    package static let delete = ControlRoute<Nothing, Deletion>(.delete, one)
    package static let credentials = ControlRoute<Nothing, EndpointKeys>(.get, one + "/credentials")
    package static let regenerateKey = ControlRoute<KeyRegeneration, EndpointKeys>(.post, one + "/credentials")
    package static let revisions = ControlRoute<Nothing, [EndpointRevision]>(.get, one + "/revisions")
    package static let rollback = ControlRoute<Rollback, EndpointDetails>(.post, one + "/rollback")
    /// One `EndpointLoad` an endpoint and second as JSON lines, those of the last five minutes first; with
    /// `follow=true` those to come.
    package static let load = ControlRoute<Nothing, Nothing>(.get, "/v1/workspaces/{workspace}/endpoint-load")
    /// The newest requests after `after=N`, at most `limit=N`, oldest first.
    package static let access = ControlRoute<Nothing, [AccessEntry]>(.get, one + "/access")
    /// A model version in the idle colour (the deployment there is replaced), at 0 %, otherwise like the deployment that
    /// serves now; answers at once, `DeploymentRoutes.wait` tells how it went. `invalidState` when there is none to
    /// copy, `conflict` when both colours take requests.
    package static let deploy = ControlRoute<ModelDeployment, OnlineDeployment>(.post, one + "/deploy")
}

package struct ModelDeployment: Codable, Sendable {
    package let model: AssetReference
    /// Nil for `blue` or `green`, whichever takes no requests.
    package let deployment: DeploymentName?

    package init(model: AssetReference, deployment: DeploymentName? = nil) {
        self.model = model
        self.deployment = deployment
    }
}

package enum DeploymentRoutes {
    private static let all = "/v1/workspaces/{workspace}/online-endpoints/{endpoint}/deployments"
    private static let one = all + "/{deployment}"

    /// Answers at once with `Creating` or `Updating`; `wait` tells how it went.
    package static let create = ControlRoute<DeploymentCreation, OnlineDeployment>(.post, all)
    package static let list = ControlRoute<Nothing, [OnlineDeployment]>(.get, all)
    package static let show = ControlRoute<Nothing, DeploymentDetails>(.get, one)
    package static let delete = ControlRoute<Nothing, Deletion>(.delete, one)
    /// Returns when the deployment is settled, or after `seconds`, with what it is doing then.
    package static let wait = ControlRoute<Nothing, DeploymentDetails>(.get, one + "/wait")
    /// The last `lines` of the deployment's log.
    package static let logs = ControlRoute<Nothing, LogTail>(.get, one + "/logs")
}

/// An endpoint with the addresses that depend on where the engine listens.
package struct EndpointDetails: Codable, Sendable {
    package let endpoint: OnlineEndpoint
    package let scoringURI: String
    package let openapiURI: String

    package init(endpoint: OnlineEndpoint, scoringURI: String, openapiURI: String) {
        self.endpoint = endpoint
        self.scoringURI = scoringURI
        self.openapiURI = openapiURI
    }
}

package struct KeyRegeneration: Codable, Sendable {
    package let slot: EndpointKeys.Slot

    package init(slot: EndpointKeys.Slot) {
        self.slot = slot
    }
}

/// Back to the traffic before the last change, or to a revision by number.
package struct Rollback: Codable, Sendable {
    package let revision: Int?
    /// As in `EndpointChange`.
    package let ifRevision: Int?

    package init(revision: Int?, ifRevision: Int? = nil) {
        self.revision = revision
        self.ifRevision = ifRevision
    }
}

/// A deployment, how it got where it is, and what is wrong with it when it failed.
package struct DeploymentDetails: Codable, Sendable {
    package let deployment: OnlineDeployment
    package let phases: [DeploymentPhase]
    package let diagnosis: DeploymentDiagnosis?
    /// Nil while it has none.
    package let workers: DeploymentWorkers?

    package init(
        deployment: OnlineDeployment, phases: [DeploymentPhase], diagnosis: DeploymentDiagnosis?,
        workers: DeploymentWorkers? = nil
    ) {
        self.deployment = deployment
        self.phases = phases
        self.diagnosis = diagnosis
        self.workers = workers
    }
}

package struct DeploymentCreation: Codable, Sendable {
    package let spec: OnlineDeploymentSpec
    /// Give the deployment all traffic once it is ready.
    package let allTraffic: Bool
    /// The model's version, the code and the environment stay what they are where the spec names them as before,
    /// whatever lies at their paths by now. Nil is false.
    package let keepsParts: Bool?

    package init(spec: OnlineDeploymentSpec, allTraffic: Bool, keepsParts: Bool = false) {
        self.spec = spec
        self.allTraffic = allTraffic
        self.keepsParts = keepsParts
    }
}

package struct LogTail: Codable, Sendable {
    package let text: String

    package init(text: String) {
        self.text = text
    }
}
