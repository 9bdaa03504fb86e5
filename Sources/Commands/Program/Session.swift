import Client
package import Domain
package import FoundationEssentials

/// One run of the program: what a verb needs of the world around it.
package struct Session: Sendable {
    package let console: any Console
    package let door: any EngineDoor
    package let location: EngineLocation
    package let environment: [String: String]
    /// The login name of whoever types.
    package let user: String
    package let host: String
    /// Whether the command line is spoken as `az …`: then answers look like az's to the letter.
    package var speaksAzure = false
    package var isQuiet = false
    /// `--debug`: every call to the engine is told.
    package var isTracing = false
    package var studio: (any StudioFront)?
    package var now: @Sendable () -> Date = { Date() }

    package init(
        console: any Console, door: any EngineDoor, location: EngineLocation, environment: [String: String],
        user: String, host: String
    ) {
        self.console = console
        self.door = door
        self.location = location
        self.environment = environment
        self.user = user
        self.host = host
    }

    /// How `run()` of a command finds its session: ArgumentParser makes the commands itself.
    @TaskLocal package static var current: Session?

    /// Whether colours may be written to standard output (no-color.org).
    var allowsColour: Bool { console.outputIsTerminal && !isPlain && (environment["NO_COLOR"] ?? "").isEmpty }

    /// The terminal knows no escape sequences.
    var isPlain: Bool { environment["TERM"] == "dumb" }

    /// Says something by the way, unless `--only-show-errors`.
    func say(_ line: String) {
        if !isQuiet { console.say(line) }
    }

    /// The engine, started if need be.
    func engine() throws -> any ControlCaller {
        let caller = try door.steadyConnection()
        guard isTracing else { return caller }
        return TracedCaller(base: caller) { [console] in console.say($0) }
    }

    /// Asks before something is destroyed. Without a terminal, only `--yes` will do, as in `az`.
    func confirm(_ question: String, unless yes: Bool) throws {
        guard !yes else { return }
        guard console.inputIsTerminal else {
            throw AtelierError(
                .invalidArgument, "\(question) There is no terminal to ask on", hint: "add --yes if you mean it")
        }
        console.note(Array("\(question) (y/n): ".utf8))
        let answer = console.readLine()?.lowercased() ?? ""
        guard answer == "y" || answer == "yes" else { throw AtelierError(.cancelled, "nothing was changed") }
    }
}
