import Domain

/// Tells on standard error what something that takes time is doing: one line a phase, with the time it took. Says
/// nothing where nobody watches.
struct Progress {
    private let what: String
    private let session: Session
    private let started = ContinuousClock.now
    private var phase: String?
    private var phaseStarted = ContinuousClock.now

    init(what: String, in session: Session) {
        self.what = what
        self.session = session
    }

    /// The phase it is in; a change of phase ends the line of the one before.
    mutating func show(_ phase: String) {
        guard session.console.errorIsTerminal, !session.isQuiet else { return }
        if phase != self.phase {
            endLine()
            self.phase = phase
            phaseStarted = .now
        }
        let clear = session.isPlain ? "" : "\u{1B}[K"
        session.console.note(Array("\r\(what): \(phase.neutralised) \(Self.seconds(since: phaseStarted))\(clear)".utf8))
    }

    mutating func end(_ outcome: String) {
        guard phase != nil else { return }
        endLine()
        session.console.note(Array("\(what): \(outcome) after \(Self.seconds(since: started))\n".utf8))
    }

    private mutating func endLine() {
        if phase != nil { session.console.note(Array("\n".utf8)) }
        phase = nil
    }

    private static func seconds(since start: ContinuousClock.Instant) -> String {
        "\((ContinuousClock.now - start).components.seconds) s"
    }
}

extension ProvisioningState {
    /// Whether the state will change by itself.
    var isOngoing: Bool {
        switch self {
        case .creating, .updating, .deleting, .scaling: true
        case .succeeded, .failed, .canceled: false
        }
    }
}
