import ArgumentParser

struct ModelGroup: VerbGroup {
    static let configuration = CommandConfiguration.group(
        "model", "Registered models and their versions.",
        [
            ModelCreate.self, ModelShow.self, ModelList.self, ModelUpdate.self, ModelDownload.self, ModelArchive.self,
            ModelRestore.self, ValidateFile<ModelDocuments>.self, ModelDelete.self,
        ])
}
