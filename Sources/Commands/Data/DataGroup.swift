import ArgumentParser
import Domain

struct DataGroup: VerbGroup {
    static let configuration = CommandConfiguration.group(
        "data", "Registered files and folders.",
        [
            DataCreate.self, DataShow.self, AssetList<DataAsset>.self, DataUpdate.self, AssetArchive<DataAsset>.self,
            AssetRestore<DataAsset>.self, DataDelete.self, DataPreview.self, ValidateFile<DataDocuments>.self,
        ])
}
