package import Domain
import Store

/// A service whose things come back when their deletion is undone.
package protocol Undeleting: Sendable {
    /// Brings back what the deletion took, as it was. Throws `conflict` when its name was taken meanwhile or what it needs
    /// is gone, and `unsupported` when the time is over.
    func undelete(_ deletion: Event, in workspace: WorkspaceName, by person: String) async throws -> Undeletion
    /// Deletes once more what an undo brought back. Throws as deleting it does.
    func deleteAgain(_ undeletion: Event, in workspace: WorkspaceName, by person: String) async throws -> Deletion
}

/// What told that a thing came back, and in a sentence what is not quite as it was.
package struct Undeletion: Sendable {
    package let event: Int64
    package let remark: String?

    init(_ event: Int64, remark: String? = nil) {
        self.event = event
        self.remark = remark
    }
}

extension Event {
    /// The version that an event about an asset speaks of.
    func asset<Asset: VersionedAsset>(_ type: Asset.Type = Asset.self) -> (name: Identifier<Asset>, version: String) {
        let parts = resource.name.split(separator: ":", maxSplits: 1).map(String.init)
        return (Identifier(parts.first ?? ""), parts.count > 1 ? parts[1] : "")
    }
}
