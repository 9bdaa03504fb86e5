import ArgumentParser
import ControlAPI
import Domain

struct OnlineEndpointDeploy: Verb {
    static let configuration = CommandConfiguration.verb(
        "deploy", "Bring a model up beside the deployment that serves, made like it, without traffic.",
        example: "atelier online-endpoint deploy --name iris --model iris:2")

    @OptionGroup var endpoint: EndpointOption
    @Option(name: .shortAndLong, help: "The model: NAME:VERSION or NAME@latest.")
    var model: String
    @Option(name: .shortAndLong, help: "The new deployment's name; 'blue' or 'green', whichever is idle, without it.")
    var deploymentName: String?
    @Flag(help: "Return at once.")
    var noWait = false
    @OptionGroup var global: GlobalOptions

    func perform(in session: Session) async throws -> Answer {
        let wish = ModelDeployment(
            model: try AssetReference(parsing: model), deployment: deploymentName.map { DeploymentName($0) })
        let open = try await session.open(global)
        let asked = try await open.call(EndpointRoutes.deploy, ["endpoint": endpoint.name], body: wish)
        return try await DeploymentRollout(session: session, open: open).watch(asked, waits: !noWait)
    }
}
