package import FoundationEssentials

/// That something was deleted, and until when `atelier undo` brings it back.
package struct Deletion: Codable, Sendable, Hashable {
    /// What told of it, as `atelier undo --event` takes it.
    package let event: Int64
    package let expiresAt: Date

    package init(event: Int64, at time: Date) {
        self.event = event
        expiresAt = time.addingTimeInterval(Self.keptFor)
    }

    /// How long what is deleted is kept: seven days, in seconds.
    package static let keptFor: TimeInterval = 7 * 24 * 3600
}

extension Event {
    /// Whether a thing went, with all that it was: `model.deleted`.
    package var isDeletion: Bool { kind == "\(resource.kind).deleted" }
    /// Whether it came back: `model.undeleted`.
    package var isUndeletion: Bool { kind == "\(resource.kind).undeleted" }
}
