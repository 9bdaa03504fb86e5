/// What a pool has to tell about its workers.
package enum PoolNotice: Sendable, Hashable {
    case condition(PoolCondition)
    /// A worker ended that should not have, and is replaced.
    case workerEnded(reason: String)
    /// Their number follows what is asked.
    case scaled(from: Int, to: Int, why: String)
}
