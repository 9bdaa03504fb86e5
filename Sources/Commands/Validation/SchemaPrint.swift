import ArgumentParser
import Documents
import Domain

/// `atelier schema`: what editors check and complete YAML by.
struct SchemaPrint: Verb {
    static let configuration = CommandConfiguration.verb(
        "schema", "Print the JSON Schema of a kind of YAML file, or list the kinds.",
        example: "atelier schema pipelineJob")

    @Argument(help: "The kind, by the name its schema has at Azure ML: commandJob.")
    var kind: String?
    @OptionGroup var global: GlobalOptions

    func perform(in session: Session) async throws -> Answer {
        guard let kind else {
            let kinds = AzureKind.allCases.map { kind in
                JSONValue.object([
                    "kind": .string(kind.rawValue), "describes": .string(kind.noun), "isRun": .bool(kind.fate == .run),
                ])
            }
            return Answer(
                .array(kinds),
                columns: [Column("Kind", "kind"), Column("Describes", "describes"), Column("IsRun", "isRun")])
        }
        guard let found = AzureKind(spelled: kind) else {
            let meant = EditDistance.nearest(to: kind, among: AzureKind.allCases.map(\.rawValue))
            throw AtelierError(
                .notFound, "there is no kind '\(kind.neutralised)'" + (meant.map { ", did you mean '\($0)'?" } ?? ""),
                hint: "'atelier schema' lists them")
        }
        return Answer(JSONSchema.schema(of: found))
    }
}
