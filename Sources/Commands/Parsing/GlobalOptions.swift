package import ArgumentParser

/// The flags every verb knows, `az`'s own.
package struct GlobalOptions: ParsableArguments, Sendable {
    @Option(
        name: [.customShort("o", allowingJoined: true), .customLong("output")],
        help: ArgumentHelp("How to print the result.", valueName: "format"))
    package var output: OutputFormat?

    @Option(help: ArgumentHelp("A JMESPath query over the result, see jmespath.org.", valueName: "jmespath"))
    package var query: String?

    @Option(
        name: [.customShort("w"), .long], help: ArgumentHelp("The workspace.", valueName: "name"),
        completion: NamedThing.workspace.completion)
    package var workspaceName: String?

    @Option(name: [.customShort("g"), .long], help: ArgumentHelp("The workspace's resource group.", valueName: "name"))
    package var resourceGroup: String?

    @Option(help: .hidden)
    package var subscription: String?

    @Flag(help: ArgumentHelp("Say nothing but errors.", visibility: .hidden))
    package var onlyShowErrors = false

    @Flag(help: ArgumentHelp("Say more about what happens.", visibility: .hidden))
    package var verbose = false

    @Flag(help: "Tell every call to the engine with its time, and the versions, on standard error.")
    package var debug = false

    package init() {}
}
