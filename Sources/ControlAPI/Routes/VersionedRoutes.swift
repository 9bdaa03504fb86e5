package import Domain

/// The routes that every kind of versioned asset has.
package protocol VersionedRoutes {
    associatedtype Asset: VersionedAsset
    /// The path of all of them.
    static var all: String { get }
    /// The name's part in the paths below: `model`.
    static var part: String { get }
}

extension VersionedRoutes {
    /// All versions, newest first; `name` and `archived` narrow.
    package static var list: ControlRoute<Nothing, [Asset]> { ControlRoute(.get, all) }
    /// `isArchived` for one version, or for all when `version` is absent.
    package static var archive: ControlRoute<ArchiveChange, [Asset]> { ControlRoute(.post, "\(all)/{\(part)}/archive") }
    package static var update: ControlRoute<AssetEdit, Asset> {
        ControlRoute(.patch, "\(all)/{\(part)}/versions/{version}")
    }
    /// Removes one version that nothing needs. Its number is never used again.
    package static var delete: ControlRoute<Nothing, Deletion> {
        ControlRoute(.delete, "\(all)/{\(part)}/versions/{version}")
    }
}

package struct ArchiveChange: Codable, Sendable {
    package let version: String?
    package let isArchived: Bool

    package init(version: String?, isArchived: Bool) {
        self.version = version
        self.isArchived = isArchived
    }
}
