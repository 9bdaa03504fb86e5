import ArgumentParser

/// The version of an asset a verb is about: `--version`, `--label`, or the latest.
struct VersionOptions: ParsableArguments {
    @Option(name: .shortAndLong, help: "The asset's name.", completion: NamedThing.subject.completion)
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
