import Domain

extension Workspace: Rewindable {
    static var journalKind: String { "workspace" }
    static var noun: String { "workspace" }

    var journalName: String { name.rawValue }

    mutating func takeBack(_ event: Event) {
        guard let before = event.before else { return }
        if let name = before["display_name"] { displayName = name.stringValue }
        if let text = before["description"] { description = text.stringValue }
        tags = before["tags"]?.texts ?? tags
    }
}
