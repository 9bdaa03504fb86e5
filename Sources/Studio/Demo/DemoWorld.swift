import ControlAPI
import Domain
import FoundationEssentials

/// All there is in the demonstration, at one moment. The same seed and the same calls make the same world.
struct DemoWorld: Sendable {
    let seed: UInt64
    let user: String
    let startedAt: Date
    var now: Date
    let workspace: WorkspaceName = Workspace.defaultName
    var groups: [ResourceGroup] = []
    var workspaces: [Workspace] = []
    var computes: [Compute] = []
    /// Newest first.
    var jobs: [DemoJob] = []
    var searches: [DemoSearch] = []
    /// Of each compute, who is next first.
    var queues: [ComputeName: [JobName]] = [:]
    /// Newest first.
    var models: [ModelVersion] = []
    /// The versions that were given, deleted ones too.
    var givenVersions: [ModelName: Set<String>] = [:]
    var environments: [EnvironmentAsset] = []
    var data: [DataAsset] = []
    var endpoints: [OnlineEndpoint] = []
    var keys: [EndpointName: EndpointKeys] = [:]
    var deployments: [DemoDeployment] = []
    var revisions: [EndpointRevision] = []
    var studios: [StudioPresence] = []
    var events: [Event] = []
    /// How deletions, and undone ones, are taken back, by their events.
    var undoings: [Int64: Undoing] = [:]
    /// What names of new jobs are drawn from.
    var luck: DemoRandom

    static let engine = "engine"

    @discardableResult
    mutating func note(
        _ kind: String, _ resource: String, _ name: String, by person: String? = nil, at time: Date? = nil,
        message: String? = nil, before: JSONValue? = nil, after: JSONValue? = nil
    ) -> Event {
        let event = Event(
            sequence: Int64(events.count + 1), at: time ?? now, by: person ?? user, kind: kind,
            resource: ResourceReference(kind: resource, name: name, workspace: workspace), message: message,
            before: before, after: after)
        events.append(event)
        return event
    }
}

/// A deployment and how it comes to be.
struct DemoDeployment: Sendable {
    var deployment: OnlineDeployment
    var phases: [DeploymentPhase]
    var diagnosis: DeploymentDiagnosis?
    /// When it is ready; nil when nothing is under way.
    var isReadyAt: Date?
    var takesAllTraffic = false

    var details: DeploymentDetails {
        DeploymentDetails(deployment: deployment, phases: phases, diagnosis: diagnosis)
    }
}
