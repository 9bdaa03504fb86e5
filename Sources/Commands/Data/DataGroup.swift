import ArgumentParser

struct DataGroup: VerbGroup {
    static let configuration = CommandConfiguration.group(
        "data", "Registered files and folders.", 
        [DataCreate.self, DataShow.self, DataList.self, ValidateFile<DataDocuments>.self])
}
