extension EndpointCatalog {
    /// How many deployments there are on the box.
    func deploymentCount() -> Int {
        live.values.map(\.deployments.count).reduce(0, +)
    }
}
