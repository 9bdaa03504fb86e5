import Domain

extension AtelierError {
    /// `invalidState`: a version that something else needs is not deleted.
    static func needed<Asset: VersionedAsset>(_ asset: Asset, by user: String, ending: String) -> AtelierError {
        let name = "\(asset.name):\(asset.version)"
        return AtelierError(
            .invalidState, "\(Asset.noun) \(name) is used by \(user)",
            hint: "\(ending), or hide the version: "
                + "'atelier \(Asset.kind) archive --name \(asset.name) --version \(asset.version)'",
            subject: "\(Asset.kind) \(name)")
    }
}
