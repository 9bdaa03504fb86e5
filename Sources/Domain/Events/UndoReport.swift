package import FoundationEssentials

/// What was undone, or can be.
package struct UndoReport: Codable, Sendable {
    /// The events that were, or would be, taken back: those of one act.
    package let events: [Event]
    /// What told that they were; undoing the first of these does it again. Empty while nothing was done.
    package let undoing: [Int64]
    /// What is not quite as it was, in a sentence.
    package let remark: String?
    /// Until when a deletion can be undone; nil for what can be undone whenever.
    package let expiresAt: Date?
    /// The disk that the files of a deletion hold until then.
    package let size: ByteCount?

    package init(
        events: [Event], undoing: [Int64] = [], remark: String? = nil, expiresAt: Date? = nil, size: ByteCount? = nil
    ) {
        self.events = events
        self.undoing = undoing
        self.remark = remark
        self.expiresAt = expiresAt
        self.size = size
    }
}
