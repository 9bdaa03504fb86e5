/// A value or some data handed to a job, reached as `${{inputs.NAME}}`.
package enum JobInput: Codable, Sendable, Hashable {
    /// A string, number or boolean; its text is what the command line gets.
    case literal(JSONValue)
    case data(DataInput)
}

package struct DataInput: Codable, Sendable, Hashable {
    package var type: AssetType
    package var location: DataLocation
    package var mode: InputMode

    package init(type: AssetType = .uriFolder, location: DataLocation, mode: InputMode = .readOnlyMount) {
        self.type = type
        self.location = location
        self.mode = mode
    }
}

/// What a path holds (Azure ML `AssetTypes`).
package enum AssetType: String, Codable, Sendable, CaseIterable {
    case uriFile = "uri_file"
    case uriFolder = "uri_folder"
    case mltable
    case customModel = "custom_model"
    case mlflowModel = "mlflow_model"
    case tritonModel = "triton_model"
}

package enum InputMode: String, Codable, Sendable, CaseIterable {
    case readOnlyMount = "ro_mount"
    case download
    case direct
    case evalMount = "eval_mount"
    case evalDownload = "eval_download"
}
