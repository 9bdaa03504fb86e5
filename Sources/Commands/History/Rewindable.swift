import Domain
import FoundationEssentials

/// A thing whose past the journal can tell: from what it is, and from what its events say was there before.
protocol Rewindable {
    /// The kind of its events' resource.
    static var journalKind: String { get }
    /// What it is called in a sentence.
    static var noun: String { get }

    /// Its name in the journal.
    var journalName: String { get }
    var creation: CreationContext { get }

    /// Takes back what one event did. Events come newest first.
    mutating func takeBack(_ event: Event) throws
    /// Takes away what is only there since: what no event says.
    mutating func forget(after time: Date)
}

extension Rewindable {
    mutating func forget(after time: Date) {}
}
