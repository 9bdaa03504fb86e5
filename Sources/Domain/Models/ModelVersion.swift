/// One registered version of a model. Versions are dense and never used again.
package struct ModelVersion: VersionedAsset {
    package static let kind = "model"

    package let workspace: WorkspaceName
    package let name: ModelName
    package let version: String
    package var type: ModelType
    /// Where the files came from, as the user said it.
    package var source: DataLocation
    /// The registered path's own last component: a folder `model` or a file `model.joblib`. Azure puts it under
    /// `AZUREML_MODEL_DIR`, so scoring scripts count on it.
    package var baseName: String
    package var contentHash: ContentHash
    package var size: ByteCount
    package var description: String?
    package var tags: [String: String]
    package var properties: [String: String]
    package var stage: String?
    package var lineage: ModelLineage
    package var creation: CreationContext
    package var isArchived: Bool

    package init(
        workspace: WorkspaceName, name: ModelName, version: String, type: ModelType, source: DataLocation,
        baseName: String, contentHash: ContentHash, size: ByteCount, description: String? = nil,
        tags: [String: String] = [:], properties: [String: String] = [:], stage: String? = nil,
        lineage: ModelLineage = ModelLineage(), creation: CreationContext, isArchived: Bool = false
    ) {
        self.workspace = workspace
        self.name = name
        self.version = version
        self.type = type
        self.source = source
        self.baseName = baseName
        self.contentHash = contentHash
        self.size = size
        self.description = description
        self.tags = tags
        self.properties = properties
        self.stage = stage
        self.lineage = lineage
        self.creation = creation
        self.isArchived = isArchived
    }
}

extension ModelVersion {
    package mutating func apply(_ edit: AssetEdit) {
        applyNotes(edit)
        properties = edit.properties ?? properties
        if let text = edit.stage { stage = text.isEmpty ? nil : text }
    }

    package var edited: JSONValue {
        var members = notes
        members["properties"] = .object(properties.mapValues { .string($0) })
        members["stage"] = stage.map { .string($0) } ?? .null
        return .object(members)
    }
}

/// What a model came from.
package struct ModelLineage: Codable, Sendable, Hashable {
    package var job: JobName?
    package var code: ContentHash?
    package var environment: ContentHash?
    /// The job's data inputs: name → location.
    package var data: [String: String]
    /// The job's latest metrics at the moment of registration.
    package var metrics: [String: Double]

    package init(
        job: JobName? = nil, code: ContentHash? = nil, environment: ContentHash? = nil, data: [String: String] = [:],
        metrics: [String: Double] = [:]
    ) {
        self.job = job
        self.code = code
        self.environment = environment
        self.data = data
        self.metrics = metrics
    }
}
