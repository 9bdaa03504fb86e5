import ArgumentParser
import Domain

/// The flags of `az` that every `update` has.
struct UpdateOptions: ParsableArguments {
    @Option(parsing: .upToNextOption, help: "Change fields: PATH=VALUE …")
    var set: [String] = []
    @Option(parsing: .upToNextOption, help: "Add to a map: PATH KEY=VALUE …, e.g. tags owner=ann")
    var add: [String] = []
    @Option(parsing: .upToNextOption, help: "Take away: PATH …, e.g. tags.owner")
    var remove: [String] = []
    @Flag(help: "Take values as texts, even where they look like JSON.")
    var forceString = false

    var isEmpty: Bool { self.set.isEmpty && add.isEmpty && remove.isEmpty }

    /// A file says what the object is to be; of the flags only `--set` changes it further.
    func refuseBesideFile() throws {
        guard !add.isEmpty || !remove.isEmpty else { return }
        throw AtelierError(
            .invalidArgument, "\(add.isEmpty ? "--remove" : "--add") has no meaning beside --file",
            hint: "change the file, or use --set")
    }
}
