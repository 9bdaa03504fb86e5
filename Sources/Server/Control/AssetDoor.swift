import ControlAPI
import Domain
import Engine
import Hummingbird

/// Routes of the versioned things: environments, models, data.
enum AssetDoor {
    static func register(on router: Router<BasicRequestContext>, engine: Engine) {
        registerEnvironments(on: router, engine.environments)
        registerModels(on: router, engine.models)
        registerData(on: router, engine.data)
    }

    private static func registerEnvironments(
        on router: Router<BasicRequestContext>, _ environments: EnvironmentCatalog
    ) {
        router.on(EnvironmentRoutes.create) { request, spec in
            try await environments.register(spec, in: request.workspace, by: request.person)
        }
        router.on(EnvironmentRoutes.list) { request in
            try await environments.list(
                named: request.text("name").map { EnvironmentName($0) }, in: request.workspace,
                filter: request.listFilter)
        }
        router.on(EnvironmentRoutes.show) { request in
            try await environments.show(
                request.id("environment"), version: request.version, in: request.workspace)
        }
    }

    private static func registerModels(on router: Router<BasicRequestContext>, _ models: ModelCatalog) {
        router.on(ModelRoutes.create) { request, spec in
            try await models.register(spec, in: request.workspace, by: request.person)
        }
        router.on(ModelRoutes.list) { request in
            try await models.list(
                named: request.text("name").map { ModelName($0) }, in: request.workspace, filter: request.listFilter)
        }
        router.on(ModelRoutes.show) { request in
            let model = try await models.show(request.id("model"), version: request.version, in: request.workspace)
            return ModelDetails(model: model, path: "\(models.files(of: model))/\(model.baseName)")
        }
        router.on(ModelRoutes.update) { request, edit in
            try await models.update(
                request.id("model"), version: request.part("version"), in: request.workspace, by: request.person
            ) { model in
                model.description = edit.description ?? model.description
                model.tags = edit.tags ?? model.tags
                model.stage = edit.stage ?? model.stage
            }
        }
        router.on(ModelRoutes.delete) { request in
            try await models.delete(
                request.id("model"), version: request.part("version"), in: request.workspace, by: request.person)
            return Nothing()
        }
        router.on(ModelRoutes.archive) { request, change in
            let name: ModelName = try request.id("model")
            let workspace = try request.workspace
            return change.isArchived
                ? try await models.archive(name, version: change.version, in: workspace, by: request.person)
                : try await models.restore(name, version: change.version, in: workspace, by: request.person)
        }
    }

    private static func registerData(on router: Router<BasicRequestContext>, _ data: DataCatalog) {
        router.on(DataRoutes.create) { request, spec in
            try await data.register(spec, in: request.workspace, by: request.person)
        }
        router.on(DataRoutes.list) { request in
            try await data.list(
                named: request.text("name").map { DataName($0) }, in: request.workspace, filter: request.listFilter)
        }
        router.on(DataRoutes.show) { request in
            try await data.show(request.id("data"), version: request.version, in: request.workspace)
        }
    }
}

extension ControlRequest {
    /// The version that the query's `version` or `label` names; nil for the latest.
    fileprivate var version: String? {
        get throws {
            if let label = text("label"), label != "latest" {
                throw AtelierError(
                    .notFound, "there is no label '\(label.neutralised)'", hint: "use --label latest or --version")
            }
            return text("version")
        }
    }
}
