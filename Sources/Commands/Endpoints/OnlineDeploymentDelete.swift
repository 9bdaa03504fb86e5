import ArgumentParser
import ControlAPI
import Domain

struct OnlineDeploymentDelete: Verb {
    static let configuration = CommandConfiguration.verb(
        "delete", "Delete a deployment that has no traffic.",
        example: "atelier online-deployment delete --endpoint-name iris --name blue --yes")

    @OptionGroup var deployment: DeploymentOption
    @Flag(name: .shortAndLong, help: "Do not ask.")
    var yes = false
    @Flag(help: "Accepted; deleting takes no time.")
    var noWait = false
    @OptionGroup var global: GlobalOptions

    func perform(in session: Session) async throws -> Answer {
        let open = try await session.open(global)
        try session.confirm(
            "Delete the deployment '\(deployment.name)' of '\(deployment.endpointName)'?", unless: yes)
        session.tell(try await open.call(DeploymentRoutes.delete, deployment.parts))
        return .nothing
    }
}
