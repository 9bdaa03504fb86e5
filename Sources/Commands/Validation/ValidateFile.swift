import ArgumentParser
import Documents
import Domain

/// The `validate` of a group of verbs: one file, of one of the group's kinds.
struct ValidateFile<Group: DocumentGroup>: Verb {
    static var configuration: CommandConfiguration {
        .verb(
            "validate", "Check a file without creating anything.",
            example: "atelier \(Group.group) validate --file \(Group.group).yml")
    }

    @Option(name: .shortAndLong, help: "The YAML file.", completion: .yaml)
    var file: String
    @Option(parsing: .upToNextOption, help: "Change the file's fields: PATH=VALUE …")
    var set: [String] = []
    @OptionGroup var global: GlobalOptions

    func perform(in session: Session) async throws -> Answer {
        let verdict = Verdict.of(file: file, among: Group.kinds, overrides: set)
        for line in verdict.lines { session.say(line) }
        guard verdict.isValid || global.output != nil || session.speaksAzure else {
            throw ExitCode(verdict.exitCode)
        }
        return Answer(verdict.presentation, exitCode: verdict.exitCode)
    }
}
