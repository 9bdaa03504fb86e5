import ArgumentParser
import ControlAPI
import Documents
import Domain

struct DatastoreUpdate: Verb {
    static let configuration = CommandConfiguration.verb(
        "update", "Change a datastore's place, description, tags or credentials.",
        example: "atelier datastore update --name lake --set description=\"raw files\"")

    @Option(name: .shortAndLong, help: "The datastore's YAML file.", completion: .yaml)
    var file: String?
    @Option(name: .shortAndLong, help: "The datastore's name.", completion: NamedThing.datastore.completion)
    var name: String?
    @OptionGroup var changes: UpdateOptions
    @OptionGroup var global: GlobalOptions

    func perform(in session: Session) async throws -> Answer {
        let spec: DatastoreSpec
        let open: OpenWorkspace
        if let file {
            try changes.refuseBesideFile()
            var flags = DocumentFlags()
            flags.set("name", name)
            spec = try DatastoreDocument.read(file: file, flags: flags, overrides: changes.set, in: session)
            open = try await session.open(global)
        } else {
            guard let name else {
                throw AtelierError(
                    .invalidArgument, "no datastore is named", hint: "add --name NAME or --file FILE")
            }
            open = try await session.open(global)
            let current = try await open.call(DatastoreRoutes.show, ["datastore": name])
            spec = try Self.changed(current, changes, in: session)
        }
        let datastore = try await open.call(
            DatastoreRoutes.update, ["datastore": spec.name.rawValue], body: spec)
        return Answer(datastore.presentation(in: open.scope), columns: Datastore.columns)
    }

    /// What the flags make of a datastore, by the rules of its file. Throws `invalidArgument`.
    static func changed(
        _ current: Datastore, _ changes: UpdateOptions, in session: Session
    ) throws -> DatastoreSpec {
        try Datastore.refuseBuiltIn(current.name)
        let places = current.type.required + current.type.optional
        var fields = EditableFields(
            "a datastore",
            texts: ["description": current.description]
                .merging(places.map { ($0, current.settings[$0]) }) { _, place in place },
            maps: current.type == .localFile ? ["tags": current.tags] : ["tags": current.tags, "credentials": [:]],
            remark: "its name and type never change")
        try fields.apply(changes)
        var flags = DocumentFlags()
        flags.set("name", current.name.rawValue)
        flags.set("type", current.type.rawValue)
        for place in places {
            let field = place == "artifact" ? "artifact.name" : place
            let value = fields.changed(place) ?? current.settings[place]
            flags.set(field, value?.isEmpty == true ? nil : value)
        }
        for (key, value) in fields.changed(map: "credentials") ?? [:] { flags.set("credentials.\(key)", value) }
        let spec = try DatastoreDocument.read(file: nil, flags: flags, overrides: [], in: session)
        let description = fields.changed("description") ?? current.description
        return DatastoreSpec(
            name: spec.name, type: spec.type, settings: spec.settings,
            description: description?.isEmpty == true ? nil : description,
            tags: fields.changed(map: "tags") ?? current.tags, credentials: spec.credentials)
    }
}
