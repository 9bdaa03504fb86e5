import ArgumentParser

struct ModelGroup: VerbGroup {
    static let configuration = CommandConfiguration.group(
        "model", "Registered models and their versions.",
        [
            ModelCreate.self, ModelShow.self, ModelList.self, ModelUpdate.self, ModelDownload.self, ModelArchive.self,
            ModelRestore.self, ModelDelete.self,
        ])
}

/// The version of an asset a verb is about: `--version`, `--label`, or the latest.
struct VersionOptions: ParsableArguments {
    @Option(name: .shortAndLong, help: "The asset's name.", completion: NamedThing.asset.completion)
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
