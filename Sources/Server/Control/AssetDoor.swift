import ControlAPI
import Domain
import Engine
import Hummingbird

/// Routes of the versioned things: environments, models, data, components.
enum AssetDoor {
    static func register(on router: Router<BasicRequestContext>, engine: Engine) {
        registerEnvironments(on: router, engine.environments)
        registerBuilds(on: router, engine.builds)
        registerModels(on: router, engine.models)
        registerData(on: router, engine.data)
        registerComponents(on: router, engine.components)
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
        router.on(EnvironmentRoutes.update) { request, edit in
            try await environments.update(
                request.id("environment"), version: request.part("version"), in: request.workspace,
                by: request.person, edit)
        }
        router.on(EnvironmentRoutes.delete) { request in
            try await environments.delete(
                request.id("environment"), version: request.part("version"), in: request.workspace,
                by: request.person)
        }
        router.on(EnvironmentRoutes.archive) { request, change in
            try await environments.setArchived(
                change.isArchived, request.id("environment"), version: change.version, in: request.workspace,
                by: request.person)
        }
    }

    private static func registerBuilds(on router: Router<BasicRequestContext>, _ builds: BuildInventory) {
        router.on(EnvironmentRoutes.details) { request in
            try await builds.details(
                of: request.id("environment"), version: request.version, in: request.workspace)
        }
        router.on(EnvironmentRoutes.prune) { request in
            try await builds.prune(dryRun: request.flag("dry-run"))
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
                request.id("model"), version: request.part("version"), in: request.workspace, by: request.person, edit)
        }
        router.on(ModelRoutes.delete) { request in
            try await models.delete(
                request.id("model"), version: request.part("version"), in: request.workspace, by: request.person)
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
            let asset = try await data.show(request.id("data"), version: request.version, in: request.workspace)
            let content = request.flag("content") ? try await data.content(of: asset) : DataContent()
            return DataDetails(data: asset, content: content)
        }
        router.on(DataRoutes.update) { request, edit in
            try await data.update(
                request.id("data"), version: request.part("version"), in: request.workspace, by: request.person, edit)
        }
        router.on(DataRoutes.delete) { request in
            try await data.delete(
                request.id("data"), version: request.part("version"), in: request.workspace, by: request.person)
        }
        router.on(DataRoutes.archive) { request, change in
            try await data.setArchived(
                change.isArchived, request.id("data"), version: change.version, in: request.workspace,
                by: request.person)
        }
    }

    private static func registerComponents(on router: Router<BasicRequestContext>, _ components: ComponentCatalog) {
        router.on(ComponentRoutes.create) { request, spec in
            let (component, warnings) = try await components.register(spec, in: request.workspace, by: request.person)
            return ComponentRegistration(component: component, warnings: warnings)
        }
        router.on(ComponentRoutes.list) { request in
            try await components.list(
                named: request.text("name").map { ComponentName($0) }, in: request.workspace,
                filter: request.listFilter)
        }
        router.on(ComponentRoutes.show) { request in
            try await components.show(request.id("component"), version: request.version, in: request.workspace)
        }
        router.on(ComponentRoutes.update) { request, edit in
            try await components.update(
                request.id("component"), version: request.part("version"), in: request.workspace,
                by: request.person, edit)
        }
        router.on(ComponentRoutes.delete) { request in
            try await components.delete(
                request.id("component"), version: request.part("version"), in: request.workspace, by: request.person)
        }
        router.on(ComponentRoutes.archive) { request, change in
            try await components.setArchived(
                change.isArchived, request.id("component"), version: change.version, in: request.workspace,
                by: request.person)
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
