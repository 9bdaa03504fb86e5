import ControlAPI
import Domain

extension AssetCalls<ModelVersion> {
    static var models: AssetCalls {
        AssetCalls(
            part: "model", list: ModelRoutes.list, archive: ModelRoutes.archive, update: ModelRoutes.update,
            delete: ModelRoutes.delete
        ) { open, asset in
            try await open.call(ModelRoutes.show, ["model": asset.name], query: asset.query()).model
        }
    }
}

extension AssetCalls<DataAsset> {
    static var data: AssetCalls {
        AssetCalls(
            part: "data", list: DataRoutes.list, archive: DataRoutes.archive, update: DataRoutes.update,
            delete: DataRoutes.delete
        ) { open, asset in
            try await open.call(DataRoutes.show, ["data": asset.name], query: asset.query()).data
        }
    }
}

extension AssetCalls<Component> {
    static var components: AssetCalls {
        AssetCalls(
            part: "component", list: ComponentRoutes.list, archive: ComponentRoutes.archive,
            update: ComponentRoutes.update, delete: ComponentRoutes.delete
        ) { open, asset in
            try await open.call(ComponentRoutes.show, ["component": asset.name], query: asset.query())
        }
    }
}

extension AssetCalls<EnvironmentAsset> {
    static var environments: AssetCalls {
        AssetCalls(
            part: "environment", list: EnvironmentRoutes.list, archive: EnvironmentRoutes.archive,
            update: EnvironmentRoutes.update, delete: EnvironmentRoutes.delete
        ) { open, asset in
            try await open.call(EnvironmentRoutes.show, ["environment": asset.name], query: asset.query())
        }
    }
}
