import ArgumentParser
import Domain

/// The version of an asset a verb is about: `--version`, `--label`, or the latest.
struct VersionOptions: ParsableArguments {
    @Option(name: .shortAndLong, help: "The asset's name.")
    var name: String
    @Option(name: .shortAndLong, help: "The version; without it the latest.")
    var version: String?
    @Option(name: .shortAndLong, help: "A label: latest.")
    var label: String?
    @OptionGroup(visibility: .hidden) var registry: RegistryOption

    /// Throws `unsupported` for a registry other than the one whose assets the workspace knows anyhow.
    func query(knowing registry: String? = nil) throws -> [String: String] {
        try self.registry.refuse(but: registry)
        var query: [String: String] = [:]
        query["version"] = version
        query["label"] = label
        return query
    }
}

/// What is hidden or shown again: one version, or all.
struct ArchiveOptions: ParsableArguments {
    @Option(name: .shortAndLong, help: "The asset's name.")
    var name: String
    @Option(name: .shortAndLong, help: "The version; without it all of them.")
    var version: String?
    @Option(name: .shortAndLong, help: "A label: latest.")
    var label: String?
    @OptionGroup(visibility: .hidden) var registry: RegistryOption
}

/// One version, named in full: what is deleted is not left to a label.
struct ExactVersionOptions: ParsableArguments {
    @Option(name: .shortAndLong, help: "The asset's name.")
    var name: String
    @Option(name: .shortAndLong, help: "The version; its number is never given again.")
    var version: String
    @Flag(name: .shortAndLong, help: "Do not ask.")
    var yes = false
}

/// Which assets a list shows.
struct AssetListOptions: ParsableArguments {
    @Option(name: .shortAndLong, help: "All versions of this one.")
    var name: String?
    @Option(name: [.customShort("r"), .long], help: "At most so many.")
    var maxResults: Int?
    @OptionGroup var archived: ArchivedOption
    @OptionGroup(visibility: .hidden) var registry: RegistryOption
}

/// `--registry-name` in place of a workspace: known, so that a script is told what is the matter.
struct RegistryOption: ParsableArguments {
    @Option(help: "A registry; there is none.")
    var registryName: String?

    /// Throws `unsupported`, naming the registry.
    func refuse(but known: String? = nil) throws {
        guard let registryName, registryName != known else { return }
        throw AtelierError(
            .unsupported, "registries are not supported yet, so there is no '\(registryName.neutralised)'",
            hint: "leave --registry-name out to use the workspace's own")
    }
}
