import ArgumentParser

/// One version, named in full: what is deleted is not left to a label.
struct ExactVersionOptions: ParsableArguments {
    @Option(name: .shortAndLong, help: "The asset's name.", completion: NamedThing.subject.completion)
    var name: String
    @Option(name: .shortAndLong, help: "The version; its number is never given again.")
    var version: String
    @Flag(name: .shortAndLong, help: "Do not ask.")
    var yes = false
}
