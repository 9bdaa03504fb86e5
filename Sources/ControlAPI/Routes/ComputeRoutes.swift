package import Domain

package enum ComputeRoutes {
    private static let all = "/v1/workspaces/{workspace}/computes"

    /// Creates, or updates one of the same name (Azure's create is idempotent).
    package static let create = ControlRoute<ComputeSpec, Compute>(.post, all)
    package static let list = ControlRoute<Nothing, [Compute]>(.get, all)
    package static let show = ControlRoute<Nothing, Compute>(.get, all + "/{compute}")
    package static let delete = ControlRoute<Nothing, Deletion>(.delete, all + "/{compute}")
    /// Of a compute instance; one that is started already stays so.
    package static let start = ControlRoute<Nothing, Compute>(.post, all + "/{compute}/start")
    /// Cancels what runs there; what waits goes on waiting.
    package static let stop = ControlRoute<Nothing, Compute>(.post, all + "/{compute}/stop")
    /// Draining: what runs comes to its end, what is queued waits. Without a node, all of the compute; taking that back
    /// takes back its nodes too.
    package static let drain = ControlRoute<DrainChange, Compute>(.post, all + "/{compute}/drain")
}

package struct DrainChange: Codable, Sendable {
    package let node: NodeName?
    package let isDraining: Bool

    package init(node: NodeName? = nil, isDraining: Bool) {
        self.node = node
        self.isDraining = isDraining
    }
}
