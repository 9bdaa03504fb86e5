import Domain
import NIOCore

/// What a pool that scales did since it was looked at: how many requests it had at a time, and how long they waited.
struct LoadMeter {
    private var level = 0
    private var area = 0.0
    private var since: NIODeadline
    private var begun: NIODeadline
    private var waits = LatencyHistogram()
    private(set) var requests = 0

    init(now: NIODeadline) {
        since = now
        begun = now
    }

    /// So many requests wait or run from now on.
    mutating func note(level newLevel: Int, now: NIODeadline) {
        area += Double(level) * Double(max(0, (now - since).nanoseconds))
        level = newLevel
        since = now
    }

    mutating func countRequest() {
        requests += 1
    }

    /// A worker began with a request that had waited so long.
    mutating func note(wait: TimeAmount) {
        waits.record(microseconds: wait.nanoseconds / 1000)
    }

    /// Starts anew, and returns what was since the last time.
    ///
    /// - Parameter waiting: how long those have waited that still wait.
    mutating func take(now: NIODeadline, waiting: some Sequence<TimeAmount>) -> Reading {
        note(level: level, now: now)
        for wait in waiting { note(wait: wait) }
        let time = Double((now - begun).nanoseconds)
        let reading = Reading(
            requests: requests, outstanding: level, meanOutstanding: time > 0 ? area / time : Double(level),
            queueMilliseconds: waits.milliseconds(quantile: 0.95))
        self = LoadMeter(now: now)
        level = reading.outstanding
        return reading
    }

    struct Reading: Hashable {
        /// That came.
        var requests = 0
        /// That wait or run now.
        var outstanding = 0
        /// That waited or ran, on average.
        var meanOutstanding = 0.0
        /// How long 95 of 100 waited at most for a worker.
        var queueMilliseconds = 0.0
    }
}
