import Domain
import FoundationEssentials

extension Compute: Rewindable {
    static var journalKind: String { "compute" }
    static var noun: String { "compute" }

    var journalName: String { name.rawValue }

    mutating func takeBack(_ event: Event) {
        guard let before = event.before else { return }
        if let stopped = before["stopped"] { isStopped = stopped == true }
        if before["draining"] != nil { drain = Drain(summary: before) }
        spec = spec.applying(before)
    }

    /// Which nodes there were is in their own events.
    mutating func forget(after time: Date) { nodes = [] }
}
