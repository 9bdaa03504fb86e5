import ArgumentParser
import ControlAPI
import Domain

struct OnlineDeploymentShow: Verb {
    static let configuration = CommandConfiguration.verb(
        "show", "Show a deployment.", example: "atelier online-deployment show --endpoint-name iris --name blue")

    @OptionGroup var deployment: DeploymentOption
    @Flag(help: ArgumentHelp("Accepted.", visibility: .hidden))
    var web = false
    @OptionGroup var past: AtOption
    @OptionGroup var global: GlobalOptions

    func perform(in session: Session) async throws -> Answer {
        let open = try await session.open(global)
        let shown = try await open.call(DeploymentRoutes.show, deployment.parts)
        if past.at != nil {
            let former = try await session.former(shown.deployment, at: past, in: open)
            return Answer(former.presentation(in: open.scope), columns: OnlineDeployment.columns)
        }
        return Answer(shown.presentation(in: open.scope), columns: OnlineDeployment.columns)
    }
}

struct OnlineDeploymentList: Verb {
    static let configuration = CommandConfiguration.verb(
        "list", "List the deployments of an endpoint.",
        example: "atelier online-deployment list --endpoint-name iris --output table")

    @Option(
        name: [.customShort("e"), .long], help: "The endpoint's name.", completion: NamedThing.endpoint.completion)
    var endpointName: String
    @Flag(help: ArgumentHelp("Accepted; everything is local.", visibility: .hidden))
    var local = false
    @OptionGroup var past: AtOption
    @OptionGroup var global: GlobalOptions

    func perform(in session: Session) async throws -> Answer {
        let open = try await session.open(global)
        let current = try await open.call(DeploymentRoutes.list, ["endpoint": endpointName])
        let deployments = try await session.former(current, at: past, in: open)
        return Answer(.array(deployments.map { $0.presentation(in: open.scope) }), columns: OnlineDeployment.columns)
    }
}
