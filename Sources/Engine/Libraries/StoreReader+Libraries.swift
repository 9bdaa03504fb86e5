import Domain
import Store

extension StoreReader {
    /// The deployments that each library answers for, `WORKSPACE/ENDPOINT/DEPLOYMENT` by the library's path; those of the
    /// trash too, which may come back.
    func usersOfLibraries() throws -> [String: [String]] {
        var users: [String: [String]] = [:]
        func note(_ record: DeploymentRecord) {
            guard let library = record.serving?.library else { return }
            let deployment = record.deployment
            users[library, default: []].append("\(deployment.workspace)/\(deployment.endpoint)/\(deployment.name)")
        }
        for endpoint in try endpoints().values.map(\.endpoint.name) {
            for record in try deployments(of: endpoint).values { note(record) }
        }
        for workspace in try workspaces().values.map(\.name) {
            for record in try deletedDeployments(in: workspace) { note(record) }
        }
        return users
    }
}
