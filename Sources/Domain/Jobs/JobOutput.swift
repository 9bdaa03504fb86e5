/// A folder or file a job writes, reached as `${{outputs.NAME}}`.
package struct JobOutput: Codable, Sendable, Hashable {
    package var type: AssetType
    /// Where it is kept; nil is the job's place in the default datastore, `azureml/JOB/OUTPUT/`.
    package var location: DataLocation?
    /// The location as it was asked for, when the job's name went into it: another run of the job has its own.
    package var template: String?
    package var mode: OutputMode
    /// Registers the output as an asset of this name when the job completes.
    package var assetName: String?
    package var assetVersion: String?

    package init(
        type: AssetType = .uriFolder, location: DataLocation? = nil, mode: OutputMode = .readWriteMount,
        assetName: String? = nil, assetVersion: String? = nil
    ) {
        self.type = type
        self.location = location
        self.mode = mode
        self.assetName = assetName
        self.assetVersion = assetVersion
    }
}

package enum OutputMode: String, Codable, Sendable, CaseIterable {
    case readWriteMount = "rw_mount"
    case mount
    case upload
    case direct
}
