package import FoundationEssentials

/// Who made a thing and when, and who changed it last: Azure's `creation_context`.
package struct CreationContext: Codable, Hashable, Sendable {
    package var createdAt: Date
    package var createdBy: String
    package var lastModifiedAt: Date
    package var lastModifiedBy: String

    package init(at time: Date, by person: String) {
        createdAt = time
        createdBy = person
        lastModifiedAt = time
        lastModifiedBy = person
    }

    package func modified(at time: Date, by person: String) -> CreationContext {
        var copy = self
        copy.lastModifiedAt = time
        copy.lastModifiedBy = person
        return copy
    }
}
