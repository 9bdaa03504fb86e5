package import ArgumentParser
import Domain

/// A command that does something. It says what it found; printing, querying and errors are the same for all.
package protocol Verb: AsyncParsableCommand {
    var global: GlobalOptions { get }
    /// The form of the result when `-o` does not say.
    static var usualFormat: OutputFormat { get }
    func perform(in session: Session) async throws -> Answer
}

extension Verb {
    package static var usualFormat: OutputFormat { .json }

    package mutating func run() async throws {
        guard var session = Session.current else {
            throw AtelierError(.internal, "a command was run outside of a session")
        }
        session.isQuiet = global.onlyShowErrors
        session.isTracing = global.debug
        let renderer = Renderer(
            format: global.output ?? (session.speaksAzure ? .json : Self.usualFormat), query: global.query,
            isForTerminal: session.console.outputIsTerminal, allowsColour: session.allowsColour)
        // A query with a fault is told before anything is changed.
        try renderer.checkQuery()
        if global.debug { await session.tellVersions() }
        let answer = try await perform(in: session)
        let text = try renderer.text(of: answer)
        if text.isEmpty, renderer.isForTerminal, renderer.format == .table, answer.value == [] {
            session.say("there are none")
        }
        if !text.isEmpty { try session.console.write(text) }
        if answer.exitCode != 0 { throw ExitCode(answer.exitCode) }
    }
}

/// A command that only holds others.
package protocol VerbGroup: ParsableCommand {}

extension CommandConfiguration {
    /// A verb: what it does, and a command line that runs.
    static func verb(
        _ name: String, _ abstract: String, example: String, aliases: [String] = []
    ) -> CommandConfiguration {
        CommandConfiguration(
            commandName: name, abstract: abstract, discussion: "Example:\n  \(example)", aliases: aliases)
    }

    static func group(
        _ name: String, _ abstract: String, _ verbs: [any ParsableCommand.Type]
    ) -> CommandConfiguration {
        CommandConfiguration(commandName: name, abstract: abstract, subcommands: verbs)
    }
}
