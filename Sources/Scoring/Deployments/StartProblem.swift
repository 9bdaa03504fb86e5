/// What kept a pool from starting, before anybody looked for the reasons.
enum StartProblem: Sendable {
    case raised(WorkerStartReport)
    /// The process ended without a word, e.g. `signal 9 (Killed)`.
    case ended(String)
    case timedOut
    case other(String)
}
