import ArgumentParser

struct DatastoreGroup: VerbGroup {
    static let configuration = CommandConfiguration.group(
        "datastore", "Places for data: folders of this box, and cloud storage that is noted.",
        [
            DatastoreCreate.self, DatastoreShow.self, DatastoreList.self, DatastoreUpdate.self, DatastoreDelete.self,
            ValidateFile<DatastoreDocuments>.self,
        ])
}
