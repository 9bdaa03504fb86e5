import Domain
import FoundationEssentials

extension Job: Rewindable {
    static var journalKind: String { "job" }
    static var noun: String { "job" }

    var journalName: String { name.rawValue }

    mutating func takeBack(_ event: Event) {
        guard let before = event.before else { return }
        if let status = before["status"]?.stringValue.flatMap(JobStatus.init) {
            self.status = status
            // Why it was there is not in the journal; what came with a status is there or was not yet.
            reason = nil
            node = before["node"]?.stringValue.map { NodeName($0) }
            exitCode = before.number("exit_code").map { Int32($0) }
        }
        if let name = before["display_name"]?.stringValue { displayName = name }
        if let text = before["description"] { spec.description = text.stringValue }
        if let name = before["experiment_name"]?.stringValue { experiment = name }
        if let tags = before["tags"] { spec.tags = tags.texts }
        if let properties = before["properties"] { spec.properties = properties.texts }
        if let archived = before["is_archived"] { isArchived = archived == true }
    }

    mutating func forget(after time: Date) {
        if let started = startedAt, started > time { startedAt = nil }
        if let ended = endedAt, ended > time { endedAt = nil }
    }
}
