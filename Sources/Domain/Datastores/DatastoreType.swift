/// The kinds of datastore: Azure's, and folders of this box.
package enum DatastoreType: String, Codable, Sendable, CaseIterable {
    case localFile = "local_file"
    case azureBlob = "azure_blob"
    case azureFile = "azure_file"
    case azureDataLakeGen1 = "azure_data_lake_gen1"
    case azureDataLakeGen2 = "azure_data_lake_gen2"
    case oneLake = "one_lake"

    /// What must be said of one.
    package var required: [String] {
        switch self {
        case .localFile: ["path"]
        case .azureBlob: ["account_name", "container_name"]
        case .azureFile: ["account_name", "file_share_name"]
        case .azureDataLakeGen1: ["store_name"]
        case .azureDataLakeGen2: ["account_name", "filesystem"]
        case .oneLake: ["endpoint", "one_lake_workspace_name"]
        }
    }

    package var optional: [String] {
        switch self {
        case .azureBlob, .azureFile, .azureDataLakeGen2: ["endpoint", "protocol"]
        case .oneLake: ["artifact"]
        case .localFile, .azureDataLakeGen1: []
        }
    }

    package var credentials: [DatastoreCredentials.Kind] {
        switch self {
        case .localFile: []
        case .azureBlob, .azureFile: [.accountKey, .sasToken]
        case .azureDataLakeGen1, .azureDataLakeGen2: [.servicePrincipal, .certificate]
        case .oneLake: [.servicePrincipal]
        }
    }
}
