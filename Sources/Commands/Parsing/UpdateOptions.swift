import ArgumentParser

/// `az`'s flags for changing single fields of what is there: `--set tags.a=1`, `--add tags a=1`, `--remove tags.a`.
struct UpdateOptions: ParsableArguments {
    @Option(parsing: .upToNextOption, help: "Set fields: PATH=VALUE …, e.g. tags.KEY=TEXT")
    var set: [String] = []
    @Option(parsing: .upToNextOption, help: "Add to a map: tags KEY=VALUE …")
    var add: [String] = []
    @Option(parsing: .upToNextOption, help: "Take away: tags.KEY …, or tags for all of them.")
    var remove: [String] = []
    @Flag(help: "Take every value after --set as text, also one that looks like JSON.")
    var forceString = false
}
