/// What models, data, environments and components have in common: versions of a name, numbered or named, whose content
/// never changes.
package protocol VersionedAsset: Codable, Sendable {
    /// The noun in events, references and `atelier NOUN list`: `data`.
    static var kind: String { get }
    /// The noun in messages: `data asset`.
    static var noun: String { get }

    var workspace: WorkspaceName { get }
    var name: Identifier<Self> { get }
    var version: String { get }
    var description: String? { get set }
    var tags: [String: String] { get set }
    var creation: CreationContext { get set }
    /// Out of lists and of `@latest`.
    var isArchived: Bool { get set }

    /// Takes over what a person asked to change; what the edit leaves out stays.
    mutating func apply(_ edit: AssetEdit)
    /// What the journal keeps of what a person may change.
    var edited: JSONValue { get }
}

extension VersionedAsset {
    package static var noun: String { kind }

    package mutating func apply(_ edit: AssetEdit) {
        applyNotes(edit)
    }

    package var edited: JSONValue { .object(notes) }

    /// What every asset lets a person change.
    mutating func applyNotes(_ edit: AssetEdit) {
        if let text = edit.description { description = text.isEmpty ? nil : text }
        tags = edit.tags ?? tags
    }

    var notes: [String: JSONValue] {
        [
            "description": description.map { .string($0) } ?? .null,
            "tags": .object(tags.mapValues { .string($0) }),
        ]
    }

    package var reference: ResourceReference {
        ResourceReference(kind: Self.kind, name: "\(name):\(version)", workspace: workspace)
    }
}
