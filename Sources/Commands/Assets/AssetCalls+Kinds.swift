import ControlAPI
import Domain

extension ModelVersion: ShownAsset {
    static let exampleName = "iris"
    static var calls: AssetCalls<ModelVersion> {
        AssetCalls(ModelRoutes.self) { open, asset in
            try await open.call(ModelRoutes.show, ["model": asset.name], query: asset.query()).model
        }
    }

    func presentation(in scope: Scope) -> JSONValue { presentation(in: scope, localPath: nil) }
}

extension DataAsset: ShownAsset {
    static let exampleName = "titanic"
    static var calls: AssetCalls<DataAsset> {
        AssetCalls(DataRoutes.self) { open, asset in
            try await open.call(DataRoutes.show, ["data": asset.name], query: asset.query()).data
        }
    }
}

extension Component: ShownAsset {
    static let exampleName = "train"
    static var calls: AssetCalls<Component> {
        AssetCalls(ComponentRoutes.self) { open, asset in
            try await open.call(ComponentRoutes.show, ["component": asset.name], query: asset.query())
        }
    }
}

extension EnvironmentAsset: ShownAsset {
    static let exampleName = "train"
    static var calls: AssetCalls<EnvironmentAsset> {
        AssetCalls(EnvironmentRoutes.self) { open, asset in
            try await open.call(EnvironmentRoutes.show, ["environment": asset.name], query: asset.query())
        }
    }
}
