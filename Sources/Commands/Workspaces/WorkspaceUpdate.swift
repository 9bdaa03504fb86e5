import ArgumentParser
import ControlAPI
import Documents
import Domain

struct WorkspaceUpdate: Verb {
    static let configuration = CommandConfiguration.verb(
        "update", "Change a workspace's display name, description or tags.",
        example: "atelier workspace update --name default --display-name Vision")

    @Option(name: .shortAndLong, help: "The workspace's name.", completion: NamedThing.workspace.completion)
    var name: String?
    @Option(name: .shortAndLong, help: "A workspace YAML file.", completion: .yaml)
    var file: String?
    @Option(help: "A name to show.")
    var displayName: String?
    @Option(help: "What it is for.")
    var description: String?
    @Option(parsing: .upToNextOption, help: "Tags: KEY=VALUE …")
    var tags: [String] = []
    @OptionGroup var changes: UpdateOptions
    @Flag(help: "Accepted; changing a workspace takes no time.")
    var noWait = false
    @OptionGroup(visibility: .hidden) var resources: WorkspaceResourceOptions
    @Option(help: .hidden)
    var networkAcls: String?
    @OptionGroup var global: GlobalOptions

    func perform(in session: Session) async throws -> Answer {
        resources.warn(in: session)
        if networkAcls != nil { session.say("warning: --network-acls is not supported and has no effect") }
        var global = global
        var flags = DocumentFlags()
        flags.set("name", name ?? global.workspaceName)
        var edit = WorkspaceEdit()
        if let file {
            try changes.refuseBesideFile()
            let spec = try WorkspaceDocument.read(file: file, flags: flags, overrides: changes.set, in: session)
            global.workspaceName = spec.name.rawValue
            edit = WorkspaceEdit(
                displayName: spec.displayName, description: spec.description,
                tags: spec.tags.isEmpty ? nil : spec.tags)
        } else {
            global.workspaceName = name ?? global.workspaceName
        }
        let open = try await session.open(global)
        if file == nil {
            let current = try await open.call(WorkspaceRoutes.show)
            var fields = EditableFields(
                "a workspace", texts: ["display_name": current.displayName, "description": current.description],
                maps: ["tags": current.tags])
            try fields.apply(changes)
            edit = WorkspaceEdit(
                displayName: fields.changed("display_name"), description: fields.changed("description"),
                tags: fields.changed(map: "tags"))
            if !tags.isEmpty {
                edit.tags = (edit.tags ?? current.tags)
                    .merging(try Assignments.dictionary(tags, flag: "--tags")) { _, new in new }
            }
        } else if !tags.isEmpty {
            edit.tags = try Assignments.dictionary(tags, flag: "--tags")
        }
        edit.displayName = displayName ?? edit.displayName
        edit.description = description ?? edit.description
        let workspace = try await open.call(WorkspaceRoutes.update, body: edit)
        let status = try await open.call(EngineRoutes.status)
        return Answer(workspace.presentation(trackingURI: status.trackingURI), columns: Workspace.columns)
    }
}
