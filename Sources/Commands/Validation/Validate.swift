import ArgumentParser
import Documents
import Domain

/// `atelier validate`: files of any kind, each told by itself.
struct Validate: Verb {
    static let configuration = CommandConfiguration.verb(
        "validate", "Check YAML files of any kind that Azure ML knows, as Azure ML would.",
        example: "atelier validate job.yml environment.yml")
    static let usualFormat = OutputFormat.none

    @Argument(help: "The YAML files.", completion: .yaml)
    var files: [String]
    @OptionGroup var global: GlobalOptions

    func perform(in session: Session) async throws -> Answer {
        let verdicts = files.map { Verdict.of(file: $0) }
        if (global.output ?? Self.usualFormat) == .none {
            for verdict in verdicts {
                for line in verdict.lines { session.say(line) }
                try session.console.write("\(verdict.sentence)\n")
            }
        }
        let codes = verdicts.map(\.exitCode)
        return Answer(
            .array(verdicts.map(\.presentationWithFile)),
            columns: [Column("File", "file"), Column("Kind", "kind"), Column("Result", "result")],
            exitCode: codes.first { $0 == ErrorCode.invalidArgument.exitCode } ?? codes.max() ?? 0)
    }
}
