import ControlAPI
import Domain

extension DemoRouter {
    mutating func registerAssets() {
        on(ModelRoutes.create) { world, _, spec in try world.register(spec) }
        on(ModelRoutes.list) { world, request, _ in
            guard request.workspace == world.workspace else { return [] }
            let list = ListFilter(archived: try request.archived)
            return world.models.filter { model in
                list.admits(isArchived: model.isArchived)
                    && request.text("name").map { $0 == model.name.rawValue } ?? true
            }
        }
        on(ModelRoutes.show) { world, request, _ in
            let model = try world.model(request.id("model"), version: request.text("version"))
            return ModelDetails(
                model: model,
                path: "\(DemoWorld.home)/workspaces/\(world.workspace)/models/\(model.name)/\(model.version)/\(model.baseName)")
        }
        on(ModelRoutes.archive) { world, request, change in try world.archive(request.id("model"), change) }
        on(ModelRoutes.update) { world, request, edit in
            try world.update(request.id("model"), request.parts["version"] ?? "", edit)
        }
        on(ModelRoutes.delete) { world, request, _ in
            try world.delete(request.id("model"), request.parts["version"] ?? "")
        }

        on(DataRoutes.create) { world, _, spec in try world.register(spec) }
        on(DataRoutes.list) { world, request, _ in
            guard request.workspace == world.workspace else { return [] }
            return world.data.filter { data in request.text("name").map { $0 == data.name.rawValue } ?? true }
        }
        on(DataRoutes.show) { world, request, _ in
            let (name, version) = (request.parts["data"] ?? "", request.text("version"))
            guard let found = world.data.first(where: {
                $0.name.rawValue == name && (version == nil || version == $0.version)
            }) else {
                throw world.missing("data asset", name, version: version, known: world.data.map(\.name.rawValue))
            }
            return DataDetails(
                data: found, content: DataContent(problem: "the demonstration's data lies on no disk"))
        }

        on(EnvironmentRoutes.create) { world, _, spec in try world.register(spec) }
        on(EnvironmentRoutes.list) { world, request, _ in
            request.workspace == world.workspace ? world.environments : []
        }
        on(EnvironmentRoutes.show) { world, request, _ in
            let (name, version) = (request.parts["environment"] ?? "", request.text("version"))
            guard let found = world.environments.first(where: {
                $0.name.rawValue == name && (version == nil || version == $0.version)
            }) else {
                throw world.missing(
                    "environment", name, version: version, known: world.environments.map(\.name.rawValue))
            }
            return found
        }
    }
}
