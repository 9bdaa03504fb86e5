package import Domain

package enum CostRoutes {
    /// The dearest first; `by=compute|job|endpoint`.
    package static let list = ControlRoute<Nothing, [CostLine]>(.get, "/v1/workspaces/{workspace}/costs")
}
