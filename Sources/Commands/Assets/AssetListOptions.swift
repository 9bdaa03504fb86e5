import ArgumentParser
import Domain

/// Which assets a list shows.
struct AssetListOptions: ParsableArguments {
    @Option(name: .shortAndLong, help: "All versions of this one.", completion: NamedThing.subject.completion)
    var name: String?
    @Option(name: [.customShort("r"), .long], help: "At most so many.")
    var maxResults: Int?
    @OptionGroup var archived: ArchivedOption
    @OptionGroup(visibility: .hidden) var registry: RegistryOption

    /// The list as `az` prints it: without a name a row stands for the asset, and tells its latest version as such.
    func rows(_ versions: some Sequence<JSONValue>) -> JSONValue {
        .array(versions.map { version in
            guard name == nil, case .object(var members) = version else { return version }
            members["latest_version"] = members["version"]
            return .object(members)
        })
    }
}
