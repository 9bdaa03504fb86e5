import ArgumentParser
import Domain

struct ModelGroup: VerbGroup {
    static let configuration = CommandConfiguration.group(
        "model", "Registered models and their versions.",
        [
            ModelCreate.self, ModelShow.self, ModelList.self, ModelUpdate.self, ModelDownload.self, ModelConvert.self,
            AssetArchive<ModelVersion>.self, AssetRestore<ModelVersion>.self, ValidateFile<ModelDocuments>.self, ModelDelete.self,
        ])
}
