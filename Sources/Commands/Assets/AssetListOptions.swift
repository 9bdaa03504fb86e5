import ArgumentParser

/// Which assets a list shows.
struct AssetListOptions: ParsableArguments {
    @Option(name: .shortAndLong, help: "All versions of this one.", completion: NamedThing.subject.completion)
    var name: String?
    @Option(name: [.customShort("r"), .long], help: "At most so many.")
    var maxResults: Int?
    @OptionGroup var archived: ArchivedOption
    @OptionGroup(visibility: .hidden) var registry: RegistryOption
}
