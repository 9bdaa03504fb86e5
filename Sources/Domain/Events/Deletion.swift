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

    /// The trials that went with a search, or came back with it.
    package var trials: [JobName] {
        guard case .array(let names)? = (isDeletion ? before : isUndeletion ? after : nil)?[Self.trialsKey] else { return [] }
        return names.compactMap(\.stringValue).map { JobName($0) }
    }

    package static let trialsKey = "trials"
}

extension JSONValue {
    /// What the journal keeps of a search that is deleted or comes back, with the trials that do so with it.
    package func naming(trials: [JobName]) -> JSONValue {
        guard case .object(var members) = self, !trials.isEmpty else { return self }
        members[Event.trialsKey] = .array(trials.map { .string($0.rawValue) })
        return .object(members)
    }
}
