import ArgumentParser
import ControlAPI
import Domain

struct ModelUpdate: Verb {
    static let configuration = CommandConfiguration.verb(
        "update", "Change the description, tags, properties or stage of a model's version.",
        example: "atelier model update -n iris -v 2 --set stage=Production tags.ok=yes")

    @OptionGroup var asset: VersionOptions
    @Option(name: .shortAndLong, help: "Its stage, e.g. Production.")
    var stage: String?
    @OptionGroup var changes: UpdateOptions
    @OptionGroup var global: GlobalOptions

    func perform(in session: Session) async throws -> Answer {
        let open = try await session.open(global)
        let changed = try await ModelVersion.calls.changed(asset, changes, in: open) { model in
            EditableFields(
                "a model", texts: ["description": model.description, "stage": model.stage],
                maps: ["tags": model.tags, "properties": model.properties],
                remark: "the files of a version never change")
        } amend: { $0.stage = stage ?? $0.stage }
        return Answer(changed.presentation(in: open.scope), columns: ModelVersion.columns)
    }
}
