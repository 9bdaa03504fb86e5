/// What a long piece of work of the engine tells whoever waits for it, one at a time; the last is `done` or `failed`.
/// When nobody waits any more the work is given up.
package enum WorkReport<Result: Codable & Sendable>: Codable, Sendable {
    /// What it does now: `downloading xgboost-cpu`.
    case phase(String)
    /// A piece of the log of a program that does it.
    case log(String)
    case done(Result)
    case failed(AtelierError)
}
