package import Domain
import LinuxSystem

extension DataCatalog {
    /// What lies at an asset's location now. What cannot be looked at is told, not thrown: the asset is there.
    package func content(of data: DataAsset) async throws -> DataContent {
        if case .remote(let uri) = data.location {
            return DataContent(problem: "\(uri.neutralised) is not on this box: it is fetched when a job asks for it")
        }
        do {
            let path = try await locations.existingPath(of: data.location, as: data.type, in: data.workspace)
            return try await BlockingWork.run {
                let tree = try FileTree(of: path)
                return DataContent(path: path, size: tree.size, fileCount: tree.entries.count)
            }
        } catch let error as AtelierError {
            return DataContent(problem: error.message)
        }
    }
}
