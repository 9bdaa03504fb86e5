import ArgumentParser
import ControlAPI
import Domain

struct ModelUpdate: Verb {
    static let configuration = CommandConfiguration.verb(
        "update", "Change the description, tags or stage of a model's version.",
        example: "atelier model update -n iris -v 2 --set stage=Production tags.ok=yes")

    @OptionGroup var model: VersionOptions
    @Option(name: .shortAndLong, help: "Its stage, e.g. Production.")
    var stage: String?
    @Option(parsing: .upToNextOption, help: "description=TEXT, stage=TEXT, tags.KEY=TEXT …")
    var set: [String] = []
    @Option(parsing: .upToNextOption, help: "tags.KEY …")
    var remove: [String] = []
    @OptionGroup var global: GlobalOptions

    func perform(in session: Session) async throws -> Answer {
        let open = try await session.open(global)
        let current = try await open.call(ModelRoutes.show, ["model": model.name], query: model.query).model
        let edit = try Self.edit(set: set, remove: remove, stage: stage, tags: current.tags)
        let changed = try await open.call(
            ModelRoutes.update, ["model": model.name, "version": current.version], body: edit)
        return Answer(changed.presentation(in: open.scope), columns: ModelVersion.columns)
    }

    /// What the flags ask for, over the tags there are. Throws `invalidArgument` for what cannot be changed.
    static func edit(
        set: [String], remove: [String], stage: String?, tags: [String: String]
    ) throws -> ModelEdit {
        var description: String?
        var newStage = stage
        var newTags = tags
        for (path, value) in try Assignments.parse(set, flag: "--set") {
            switch path {
            case "description": description = value
            case "stage": newStage = value
            default: newTags[try tag(of: path, flag: "--set")] = value
            }
        }
        for path in remove { newTags[try tag(of: path, flag: "--remove")] = nil }
        return ModelEdit(description: description, tags: newTags == tags ? nil : newTags, stage: newStage)
    }

    private static func tag(of path: String, flag: String) throws -> String {
        guard let tag = path.removing(prefix: "tags."), !tag.isEmpty else {
            throw AtelierError(
                .invalidArgument, "'\(path.neutralised)' of a model cannot be changed with \(flag)",
                hint: "description, stage and tags.KEY can; the files of a version never change")
        }
        return tag
    }
}
