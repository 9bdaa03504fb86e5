import ArgumentParser
import Domain

struct AzConfigure: Verb {
    static let configuration = CommandConfiguration.verb(
        "configure", "Remember the group, the workspace and the location to use when none is named.",
        example: "atelier az configure --defaults group=research workspace=vision")

    @Option(name: .shortAndLong, parsing: .upToNextOption, help: "group=NAME workspace=NAME location=NAME; empty forgets.")
    var defaults: [String] = []
    @Flag(name: .shortAndLong, help: "List what is remembered.")
    var listDefaults = false
    @OptionGroup var global: GlobalOptions

    func perform(in session: Session) async throws -> Answer {
        var remembered = try AzureDefaults.read(from: session.location)
        if !defaults.isEmpty {
            try remembered.set(defaults)
            try remembered.write(to: session.location)
        }
        guard listDefaults else { return .nothing }
        let source = JSONValue.string(AzureDefaults.path(in: session.location))
        return Answer(
            .array(
                remembered.values.sorted { $0.key < $1.key }.map { key, value in
                    ["name": .string(key), "source": source, "value": .string(value)]
                }))
    }
}
