/// What was undone, or can be.
package struct UndoReport: Codable, Sendable {
    /// The events that were, or would be, taken back: those of one act.
    package let events: [Event]
    /// What told that they were; undoing the first of these does it again. Empty while nothing was done.
    package let undoing: [Int64]

    package init(events: [Event], undoing: [Int64] = []) {
        self.events = events
        self.undoing = undoing
    }
}
