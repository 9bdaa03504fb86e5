import Domain

extension VersionedAsset {
    static var journalKind: String { kind }
    var journalName: String { "\(name):\(version)" }

    mutating func takeBack(_ event: Event) {
        guard let before = event.before else { return }
        if let archived = before["is_archived"] { isArchived = archived == true }
        apply(AssetEdit(bringingBack: before))
    }
}

extension ModelVersion: Rewindable {}
extension DataAsset: Rewindable {}
extension EnvironmentAsset: Rewindable {}
extension Component: Rewindable {}
