import ArgumentParser

/// The version of an asset a verb is about: `--version`, `--label`, or the latest.
struct VersionOptions: ParsableArguments {
    @Option(name: .shortAndLong, help: "The asset's name.")
    var name: String
    @Option(name: .shortAndLong, help: "The version; without it the latest.")
    var version: String?
    @Option(name: .shortAndLong, help: "A label: latest.")
    var label: String?

    var query: [String: String] {
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
}
