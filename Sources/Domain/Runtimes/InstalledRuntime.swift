package import FoundationEssentials

/// One version of a library, installed by `atelier runtime install`.
package struct InstalledRuntime: Codable, Sendable, Hashable {
    package let name: RuntimeName
    package let version: String
    /// The package it came in: `xgboost-cpu`.
    package let package: String
    /// Absolute path of the library itself.
    package let library: String
    /// SHA-256 of the library, as the package's own list of files had it.
    package let hash: ContentHash
    /// The licence as the package names it; its text lies beside the library.
    package let license: String?
    /// Everything that was kept of the package.
    package let size: ByteCount
    package let installedAt: Date
    /// The deployments it answers for, `WORKSPACE/ENDPOINT/DEPLOYMENT`; filled in when it is shown.
    package var usedBy: [String]

    package init(
        name: RuntimeName, version: String, package: String, library: String, hash: ContentHash, license: String?,
        size: ByteCount, installedAt: Date, usedBy: [String] = []
    ) {
        self.name = name
        self.version = version
        self.package = package
        self.library = library
        self.hash = hash
        self.license = license
        self.size = size
        self.installedAt = installedAt
        self.usedBy = usedBy
    }
}
