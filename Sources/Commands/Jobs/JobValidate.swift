import ArgumentParser
import Documents
import Domain

struct JobValidate: Verb {
    static let configuration = CommandConfiguration.verb(
        "validate", "Check a job's file without submitting it.", example: "atelier job validate --file job.yml")

    @Option(name: .shortAndLong, help: "The job's YAML file.")
    var file: String
    @Option(parsing: .upToNextOption, help: "Change the file's fields: PATH=VALUE …")
    var set: [String] = []
    @OptionGroup var global: GlobalOptions

    func perform(in session: Session) async throws -> Answer {
        _ = try CommandJobDocument.read(file: file, flags: DocumentFlags(), overrides: set, in: session)
        return Answer(["result": "Succeeded"])
    }
}
