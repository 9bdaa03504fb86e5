import ArgumentParser

/// What is hidden or shown again: one version, or all.
struct ArchiveOptions: ParsableArguments {
    @Option(name: .shortAndLong, help: "The asset's name.", completion: NamedThing.subject.completion)
    var name: String
    @Option(name: .shortAndLong, help: "The version; without it all of them.")
    var version: String?
    @Option(name: .shortAndLong, help: "A label: latest.")
    var label: String?
    @OptionGroup(visibility: .hidden) var registry: RegistryOption
}
