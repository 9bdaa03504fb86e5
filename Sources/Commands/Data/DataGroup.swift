import ArgumentParser

struct DataGroup: VerbGroup {
    static let configuration = CommandConfiguration.group(
        "data", "Registered files and folders.",
        [
            DataCreate.self, DataShow.self, DataList.self, DataUpdate.self, DataArchive.self, DataRestore.self,
            DataDelete.self, DataPreview.self, ValidateFile<DataDocuments>.self,
        ])
}
