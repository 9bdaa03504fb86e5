import Domain

extension Datastore: Rewindable {
    static var journalKind: String { "datastore" }
    static var noun: String { "datastore" }

    var journalName: String { name.rawValue }

    mutating func takeBack(_ event: Event) {
        guard let before = event.before else { return }
        type = before["type"]?.stringValue.flatMap(DatastoreType.init) ?? type
        settings = before["settings"]?.texts ?? settings
        tags = before["tags"]?.texts ?? tags
        if let text = before["description"] { description = text.stringValue }
        if let kind = before["credentials"] {
            credentials = kind.stringValue.flatMap(DatastoreCredentials.Kind.init)
        }
    }
}
