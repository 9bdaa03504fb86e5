import Domain
import FoundationEssentials

extension OnlineEndpoint: Rewindable {
    static var journalKind: String { "endpoint" }
    static var noun: String { "endpoint" }

    var journalName: String { name.rawValue }

    mutating func takeBack(_ event: Event) throws {
        guard let before = event.before else { return }
        if let shares = before["traffic"] { traffic = try TrafficSplit(shares.shares) }
        if let shares = before["mirror_traffic"] { mirrorTraffic = try MirrorSplit(shares.shares) }
        revision = before.number("revision") ?? revision
        if let text = before["description"] { description = text.stringValue }
        if let tags = before["tags"] { self.tags = tags.texts }
        if let properties = before["properties"] { self.properties = properties.texts }
    }

    mutating func forget(after time: Date) {
        // Only a deletion takes time, and it began after.
        if provisioningState == .deleting { provisioningState = .succeeded }
    }
}
