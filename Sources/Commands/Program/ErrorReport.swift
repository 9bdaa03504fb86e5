import ArgumentParser
import Documents
import Domain
import JMESPath

/// Tells a person what went wrong, and the shell by the exit code.
struct ErrorReport {
    let console: any Console
    let root: any ParsableCommand.Type
    let arguments: [String]

    /// sysexits(3): the command line was wrong.
    static let usage: Int32 = 64
    /// What a shell reports for a program that SIGPIPE ended.
    static let brokenPipe: Int32 = 141

    func tell(_ error: any Error) -> Int32 {
        switch error {
        case is OutputClosed:
            return Self.brokenPipe
        case let error as OutputRefused:
            return tell(
                AtelierError(
                    .unavailable, "cannot write to standard output: \(error.reason)",
                    hint: "is there room where it goes, and is it open?"))
        case let error as AtelierError:
            return tell(error)
        case let error as DocumentError:
            for diagnostic in error.diagnostics { console.say(diagnostic.description) }
            return error.code.exitCode
        case let error as QueryError:
            console.say("error: --query, column \(error.column): \(error)")
            console.say("hint: \(error.hint)")
            return Self.usage
        case let code as ExitCode:
            return code.rawValue
        case is CancellationError:
            return ErrorCode.cancelled.exitCode
        default:
            return tellParsing(error)
        }
    }

    private func tell(_ error: AtelierError) -> Int32 {
        console.say("error: \(error.message.neutralisedLine)")
        if let hint = error.hint { console.say("hint: \(hint.neutralisedLine)") }
        if let cause = error.cause, arguments.contains("--debug") { console.say("debug: \(cause)") }
        return error.code.exitCode
    }

    private func tellParsing(_ error: any Error) -> Int32 {
        let code = root.exitCode(for: error)
        let tree = CommandTree(root: root, arguments: arguments)
        if code == .success, !asksForHelp, let unknown = tree.unknownOption {
            // In what follows an option that is none, `-2h`, was an `-h`.
            console.say("error: \(unknown.neutralisedLine)")
            console.say("hint: see '\(tree.name) --help'")
            return Self.usage
        }
        if code == .success {
            // Help, a version or a completion script was asked for.
            do {
                try console.write(root.fullMessage(for: error) + "\n")
                return 0
            } catch {
                return tell(error)
            }
        }
        guard code == .validationFailure else {
            console.say("error: \(error)")
            return ErrorCode.internal.exitCode
        }
        if let refusal = tree.refusal { return tell(refusal) }
        let sentence = tree.unknownVerb ?? tree.unknownOption ?? Self.sentence(root.message(for: error))
        console.say("error: \(sentence.neutralisedLine)")
        console.say("hint: see '\(tree.name) --help'")
        return Self.usage
    }

    private var asksForHelp: Bool {
        arguments.contains { ["-h", "--help", "-help", "help"].contains($0) || $0.hasPrefix("--generate-completion") }
    }

    /// ArgumentParser's message in one sentence; a list of values it wants becomes its end.
    private static func sentence(_ message: String) -> String {
        let lines = message.split(separator: "\n").map(String.init)
        let line = lines.first ?? message
        var words = line.hasPrefix("Error: ") ? String(line.dropFirst("Error: ".count)) : line
        let listing = ". Please provide one of the following:"
        if words.hasSuffix(listing) {
            let values = lines.dropFirst().filter { $0.hasPrefix("  - ") }.map { String($0.dropFirst("  - ".count)) }
            words = words.dropLast(listing.count) + ", use \(values.formattedAsChoice)"
        }
        return words.prefix(1).lowercased() + words.dropFirst()
    }
}
