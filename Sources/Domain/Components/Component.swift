/// A registered version of a component. Its code is a snapshot, kept by content as a job's is.
package struct Component: VersionedAsset {
    package static let kind = "component"

    package let workspace: WorkspaceName
    package let name: ComponentName
    package let version: String
    package var spec: ComponentSpec
    package var code: ContentHash?
    /// The code folders inside a kept document, by the way to the map that names each.
    package var codes: [String: ContentHash]?
    package var creation: CreationContext
    package var isArchived: Bool

    package init(
        workspace: WorkspaceName, name: ComponentName, version: String, spec: ComponentSpec,
        code: ContentHash? = nil, codes: [String: ContentHash]? = nil, creation: CreationContext,
        isArchived: Bool = false
    ) {
        self.workspace = workspace
        self.name = name
        self.version = version
        self.spec = spec
        self.code = code
        self.codes = codes
        self.creation = creation
        self.isArchived = isArchived
    }

    package var description: String? {
        get { spec.description }
        set { spec.description = newValue }
    }

    package var tags: [String: String] {
        get { spec.tags }
        set { spec.tags = newValue }
    }

    package mutating func apply(_ edit: AssetEdit) {
        applyNotes(edit)
        if let text = edit.displayName { spec.displayName = text.isEmpty ? nil : text }
    }

    package var edited: JSONValue {
        var members = notes
        members["display_name"] = spec.displayName.map { .string($0) } ?? .null
        return .object(members)
    }
}
