/// Whether the engine is there.
package enum Connection: Sendable, Hashable {
    case connecting
    case connected
    /// With the sentence that says why, and how often it was tried again.
    case lost(String, attempts: Int)
}
