import Domain

/// Where the files of one deployment lie. Every version has a folder of its own, so that an update cannot disturb the
/// version that serves. Pure: makes paths, touches nothing.
struct DeploymentFolder: Sendable {
    let root: String

    init(of deployment: DeploymentName, endpoint: EndpointName, in workspace: WorkspaceName, home: HomeLayout) {
        root = home.deployment(deployment, of: endpoint, in: workspace)
    }

    /// What the engine and the workers have to say, all versions together.
    var log: String { root + "/deployment.log" }
    var versions: String { root + "/versions" }

    func version(_ number: Int) -> String { "\(versions)/\(number)" }
    /// The code's writable copy: `AML_APP_ROOT`.
    func app(_ number: Int) -> String { version(number) + "/app" }
    /// The ONNX form of a model that is accelerated.
    func graph(_ number: Int) -> String { version(number) + "/graph" }
}
