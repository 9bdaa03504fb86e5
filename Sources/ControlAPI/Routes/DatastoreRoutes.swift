package import Domain

package enum DatastoreRoutes {
    private static let all = "/v1/workspaces/{workspace}/datastores"

    /// Creates, or replaces one of the same name (Azure's create is idempotent). No answer tells credentials.
    package static let create = ControlRoute<DatastoreSpec, Datastore>(.post, all)
    /// The built-in ones first.
    package static let list = ControlRoute<Nothing, [Datastore]>(.get, all)
    package static let show = ControlRoute<Nothing, Datastore>(.get, all + "/{datastore}")
    /// Replaces one that is there; without credentials it keeps those it has.
    package static let update = ControlRoute<DatastoreSpec, Datastore>(.put, all + "/{datastore}")
    /// Forgets one that nothing needs; what lies there stays.
    package static let delete = ControlRoute<Nothing, Deletion>(.delete, all + "/{datastore}")
}
