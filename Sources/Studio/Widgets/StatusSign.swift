import Domain
import Terminal

/// A state as a sign and a colour; the sign alone tells it too.
enum StatusSign {
    static func of(_ status: JobStatus, _ glyphs: GlyphSet) -> Field {
        switch status {
        case .running, .starting, .preparing, .finalizing: Field(running(glyphs), .stateRunning)
        case .queued: Field(queued(glyphs), .stateQueued)
        case .completed: Field(glyphs == .ascii ? "v" : "✓", .stateDone)
        case .failed: Field(glyphs == .ascii ? "x" : "✗", .stateFailed)
        case .canceled, .cancelRequested: Field(glyphs == .ascii ? "#" : "■", .stateCanceled)
        }
    }

    static func running(_ glyphs: GlyphSet) -> String { glyphs == .ascii ? ">" : "▶" }
    static func queued(_ glyphs: GlyphSet) -> String { glyphs == .ascii ? "." : "◌" }

    static func of(_ state: ProvisioningState, _ glyphs: GlyphSet) -> Field {
        switch state {
        case .succeeded: Field(glyphs == .ascii ? "*" : "●", .stateRunning)
        case .failed: Field(glyphs == .ascii ? "x" : "✗", .stateFailed)
        default: Field(glyphs == .ascii ? "%" : "◐", .stateQueued)
        }
    }
}
