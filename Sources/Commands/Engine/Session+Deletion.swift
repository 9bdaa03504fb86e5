import Domain
import FoundationEssentials

extension Session {
    /// Says how, and until when, what was deleted comes back.
    func tell(_ deletion: Deletion) {
        let end = deletion.expiresAt.formatted(Date.ISO8601FormatStyle())
        say("'atelier undo --event \(deletion.event)' brings it back until \(end)")
    }
}
