package import Domain

extension Event {
    package var presentation: JSONValue {
        .members([
            "after": after, "at": JSONValue(at), "before": before, "by": .string(by), "kind": .string(kind),
            "message": message.map(JSONValue.string),
            "resource": .members([
                "kind": .string(resource.kind), "name": .string(resource.name),
                "workspace": resource.workspace.map { .string($0.rawValue) },
            ]),
            "sequence": .int(sequence),
        ])
    }

    /// One line for a person who follows.
    var line: String {
        let time = JSONValue(at).stringValue ?? ""
        return "\(sequence)  \(time)  \(by)  \(kind)  \(resource.name)\(message.map { "  \($0)" } ?? "")"
    }

    package static let columns = [
        Column("Sequence", "sequence"), Column("At", "at", .time), Column("By", "by"), Column("Kind", "kind"),
        Column("Resource", "resource.name"), Column("Workspace", "resource.workspace"), Column("Message", "message"),
    ]
}
