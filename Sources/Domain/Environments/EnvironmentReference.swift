/// Where a job or a deployment finds its environment.
package enum EnvironmentReference: Codable, Sendable, Hashable {
    /// Written in place: `environment: {image: …, conda_file: …}`.
    case inline(EnvironmentSpec)
    /// `azureml:name:version`, `azureml:name@label` or a registry URI.
    case registered(AssetReference)
}
