import ArgumentParser
import Documents
import Domain
import JMESPath
import LinuxSystem

/// The command line: reads it, runs its verb, tells its errors, and gives the exit code.
package enum Program {
    /// - Parameter name: what the program was called as; `az` makes it answer as `az` does.
    package static func run(_ arguments: [String], calledAs name: String, in session: Session) async -> Int32 {
        var arguments = spellingOutVersion(arguments)
        let isAz = name.split(separator: "/").last == "az"
        // Alone it is the studio, which knows what to do with a pipe.
        if !isAz, session.studio != nil, arguments.isEmpty || arguments[0] == "--plain" {
            arguments = ["studio"] + arguments
        }
        let root: any ParsableCommand.Type = isAz ? Az.self : Atelier.self
        var session = session
        session.speaksAzure = isAz || arguments.first == "az"
        let report = ErrorReport(console: session.console, root: root, arguments: arguments)
        do {
            var command = try parse(arguments, root: root, session)
            if var command = command as? any AsyncParsableCommand {
                try await Session.$current.withValue(session) { try await command.run() }
            } else {
                try command.run()
            }
            return 0
        } catch {
            return report.tell(error)
        }
    }

    /// `--version` as the verb that it stands for, with the options after it. ArgumentParser's own `--version` would
    /// take the one of `model show` away.
    private static func spellingOutVersion(_ arguments: [String]) -> [String] {
        let place = arguments.first == "az" ? 1 : 0
        guard arguments.count > place, ["--version", "-v"].contains(arguments[place]) else { return arguments }
        return arguments[..<place] + ["version"] + arguments[(place + 1)...]
    }

    /// Runs with the process's own arguments, environment and streams.
    package static func main(
        environment: [String: String], userID: UInt32, studio: any StudioFront
    ) async -> Int32 {
        let location = EngineLocation(environment: environment, userID: userID)
        let user = Host.userName
        var session = Session(
            console: SystemConsole(),
            door: HomeDoor(location: location, environment: environment, user: user),
            location: location, environment: environment, user: user, host: Host.name)
        session.studio = studio
        return await run(
            Array(CommandLine.arguments.dropFirst()), calledAs: CommandLine.arguments.first ?? "atelier", in: session)
    }

    /// As it stands, then without what only a cloud has and with its abbreviations spelled out: only command lines that
    /// need it pay for the looking.
    private static func parse(
        _ arguments: [String], root: any ParsableCommand.Type, _ session: Session
    ) throws -> any ParsableCommand {
        do {
            return try root.parseAsRoot(arguments)
        } catch {
            guard root.exitCode(for: error) != .success else { throw error }
            let tree = CommandTree(root: root, arguments: arguments)
            let options = tree.options
            let (own, ignored) = try CloudFlags(of: tree.names).taken(from: Array(tree.rest), own: options)
            let expanded =
                arguments.dropLast(tree.rest.count) + (try AbbreviatedOptions.expanded(own, options: options))
            guard Array(expanded) != arguments else { throw error }
            let command = try root.parseAsRoot(Array(expanded))
            if !expanded.contains("--only-show-errors") {
                for flag in ignored { session.say("warning: \(flag) is not supported yet and is ignored") }
            }
            return command
        }
    }
}
