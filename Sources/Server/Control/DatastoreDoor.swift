import ControlAPI
import Domain
import Engine
import Hummingbird

/// Routes of datastores.
enum DatastoreDoor {
    static func register(on router: Router<BasicRequestContext>, datastores: DatastoreCatalog) {
        router.on(DatastoreRoutes.create) { request, spec in
            try await datastores.create(spec, in: request.workspace, by: request.person)
        }
        router.on(DatastoreRoutes.list) { request in try await datastores.list(in: request.workspace) }
        router.on(DatastoreRoutes.show) { request in
            try await datastores.show(request.id("datastore"), in: request.workspace)
        }
        router.on(DatastoreRoutes.update) { request, spec in
            var spec = spec
            spec.name = try request.id("datastore")
            return try await datastores.update(spec, in: request.workspace, by: request.person)
        }
        router.on(DatastoreRoutes.delete) { request in
            try await datastores.delete(request.id("datastore"), in: request.workspace, by: request.person)
        }
    }
}
