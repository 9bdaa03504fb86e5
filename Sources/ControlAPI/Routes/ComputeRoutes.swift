package import Domain

package enum ComputeRoutes {
    private static let all = "/v1/workspaces/{workspace}/computes"

    /// Creates, or updates one of the same name (Azure's create is idempotent).
    package static let create = ControlRoute<ComputeSpec, Compute>(.post, all)
    package static let list = ControlRoute<Nothing, [Compute]>(.get, all)
    package static let show = ControlRoute<Nothing, Compute>(.get, all + "/{compute}")
    package static let delete = ControlRoute<Nothing, Nothing>(.delete, all + "/{compute}")
}
