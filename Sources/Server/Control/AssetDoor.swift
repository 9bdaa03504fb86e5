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
        registerConversion(on: router, engine.conversions)
        registerData(on: router, engine.data)
        registerComponents(on: router, engine.components)
    }

    /// What all kinds have alike.
    private static func register<Catalog: AssetCatalog, Routes: VersionedRoutes>(
        _ catalog: Catalog, _ routes: Routes.Type, on router: Router<BasicRequestContext>
    ) where Routes.Asset == Catalog.Asset {
        let part = Routes.part
        router.on(Routes.list) { request in
            try await catalog.list(
                named: request.text("name").map { Identifier($0) }, in: request.workspace, filter: request.listFilter)
        }
        router.on(Routes.update) { request, edit in
            try await catalog.update(
                request.id(part), version: request.part("version"), in: request.workspace, by: request.person, edit)
        }
        router.on(Routes.delete) { request in
            try await catalog.delete(
                request.id(part), version: request.part("version"), in: request.workspace, by: request.person,
                undoing: nil)
        }
        router.on(Routes.archive) { request, change in
            try await catalog.setArchived(
                change.isArchived, request.id(part), version: change.version, in: request.workspace,
                by: request.person)
        }
    }

    private static func registerEnvironments(
        on router: Router<BasicRequestContext>, _ environments: EnvironmentCatalog
    ) {
        register(environments, EnvironmentRoutes.self, on: router)
        router.on(EnvironmentRoutes.create) { request, spec in
            try await environments.register(spec, in: request.workspace, by: request.person)
        }
        router.on(EnvironmentRoutes.show) { request in
            try await environments.show(
                request.id("environment"), version: request.version, in: request.workspace)
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
        register(models, ModelRoutes.self, on: router)
        router.on(ModelRoutes.create) { request, spec in
            try await models.register(spec, in: request.workspace, by: request.person)
        }
        router.on(ModelRoutes.show) { request in
            let model = try await models.show(request.id("model"), version: request.version, in: request.workspace)
            return ModelDetails(model: model, path: "\(models.files(of: model))/\(model.baseName)")
        }
    }

    private static func registerConversion(on router: Router<BasicRequestContext>, _ conversions: ConversionDesk) {
        router.work(ModelRoutes.convert) { request, report in
            try await conversions.convert(
                request.id("model"), version: request.version, order: request.conversion, in: request.workspace,
                by: request.person, report: report)
        }
    }

    private static func registerData(on router: Router<BasicRequestContext>, _ data: DataCatalog) {
        register(data, DataRoutes.self, on: router)
        router.on(DataRoutes.create) { request, spec in
            try await data.register(spec, in: request.workspace, by: request.person)
        }
        router.on(DataRoutes.show) { request in
            let asset = try await data.show(request.id("data"), version: request.version, in: request.workspace)
            let content = request.flag("content") ? try await data.content(of: asset) : DataContent()
            return DataDetails(data: asset, content: content)
        }
    }

    private static func registerComponents(on router: Router<BasicRequestContext>, _ components: ComponentCatalog) {
        register(components, ComponentRoutes.self, on: router)
        router.on(ComponentRoutes.create) { request, spec in
            let (component, warnings) = try await components.register(spec, in: request.workspace, by: request.person)
            return ComponentRegistration(component: component, warnings: warnings)
        }
        router.on(ComponentRoutes.show) { request in
            try await components.show(request.id("component"), version: request.version, in: request.workspace)
        }
    }
}

extension ControlRequest {
    fileprivate var conversion: ConversionOrder {
        get throws {
            func number<Number: LosslessStringConvertible>(_ name: String, else usual: Number) throws -> Number {
                guard let text = text(name) else { return usual }
                guard let number = Number(text) else {
                    throw AtelierError(
                        .invalidArgument, "'\(text.neutralised)' is not a value for \(name)", hint: "use a number")
                }
                return number
            }
            if let target = text("to"), target != "onnx" {
                throw AtelierError(.unsupported, "nothing converts to '\(target.neutralised)'", hint: "there is onnx")
            }
            return ConversionOrder(
                flavor: text("flavor"), environment: try text("environment").map { try AssetReference(parsing: $0) },
                newName: text("new-name").map { ModelName($0) },
                tolerance: try number("tolerance", else: ConversionOrder.usualTolerance),
                rows: try number("rows", else: ConversionOrder.usualRows))
        }
    }

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
