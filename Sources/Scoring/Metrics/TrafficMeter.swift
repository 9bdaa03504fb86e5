import Domain
import FoundationEssentials
import NIOCore
import Synchronization

/// Counts what the callers of one endpoint got: a few additions under a lock that is free but for a moment.
final class TrafficMeter: Sendable {
    /// The requests in one dialect to one deployment; nil is those that were refused before one was chosen.
    struct Tally: Sendable {
        let deployment: DeploymentName?
        let dialect: Dialect
        /// Answers by status, the most frequent usually first.
        fileprivate(set) var codes: [(status: Int, count: Int)] = []
        /// From the head of the request to its answer, of all requests.
        fileprivate(set) var duration = DurationHistogram()
        /// In the deployment but not computing, and computing, of those that were scored.
        fileprivate(set) var queue = DurationHistogram()
        fileprivate(set) var compute = DurationHistogram()
        /// Of the requests that were answered with 2xx.
        fileprivate(set) var succeededNanoseconds: Int64 = 0
        fileprivate(set) var last = Date.distantPast

        var succeeded: Int { codes.reduce(0) { $0 + ((200...299).contains($1.status) ? $1.count : 0) } }
        var failed: Int { duration.count - succeeded }
    }

    /// How the time of an answer was spent.
    struct Times {
        var total: TimeAmount
        var queue: TimeAmount?
        var compute: TimeAmount?
    }

    private let tallies = Mutex<[Tally]>([])

    func note(_ status: Int, by deployment: DeploymentName?, in dialect: Dialect, at now: Date, _ times: Times) {
        tallies.withLock { tallies in
            // There are as many as deployments and dialects in use: a handful.
            var index = 0
            while index < tallies.count, tallies[index].dialect != dialect || tallies[index].deployment != deployment {
                index += 1
            }
            if index == tallies.count { tallies.append(Tally(deployment: deployment, dialect: dialect)) }
            tallies[index].note(status, at: now, times)
        }
    }

    func snapshot() -> [Tally] {
        tallies.withLock { $0 }
    }
}

extension TrafficMeter.Tally {
    fileprivate mutating func note(_ status: Int, at now: Date, _ times: TrafficMeter.Times) {
        var code = 0
        while code < codes.count, codes[code].status != status { code += 1 }
        if code == codes.count { codes.append((status, 0)) }
        codes[code].count += 1
        duration.record(nanoseconds: times.total.nanoseconds)
        if (200...299).contains(status) { succeededNanoseconds += times.total.nanoseconds }
        if let time = times.queue { queue.record(nanoseconds: time.nanoseconds) }
        if let time = times.compute { compute.record(nanoseconds: time.nanoseconds) }
        last = now
    }
}

extension TrafficMeter {
    /// One model's entry of Triton's statistics extension.
    static func tritonStatistics(_ tallies: [Tally], name: String, version: String) -> JSONValue {
        func times(_ count: Int, _ nanoseconds: Int64) -> JSONValue {
            ["count": .int(Int64(count)), "ns": .int(nanoseconds)]
        }
        func sum(_ part: KeyPath<Tally, DurationHistogram>) -> JSONValue {
            times(
                tallies.reduce(0) { $0 + $1[keyPath: part].count },
                tallies.reduce(0) { $0 + $1[keyPath: part].nanoseconds })
        }
        let succeeded = tallies.reduce(0) { $0 + $1.succeeded }
        let failed = tallies.reduce(0) { $0 + $1.failed }
        let good = tallies.reduce(0) { $0 + $1.succeededNanoseconds }
        let all = tallies.reduce(0) { $0 + $1.duration.nanoseconds }
        let last = tallies.map(\.last).max() ?? .distantPast
        return [
            "name": .string(name), "version": .string(version),
            "last_inference": .int(Int64(max(0, last.timeIntervalSince1970) * 1000)),
            "inference_count": .int(Int64(succeeded)), "execution_count": .int(Int64(succeeded)),
            "inference_stats": [
                "success": times(succeeded, good), "fail": times(failed, all - good), "queue": sum(\.queue),
                "compute_infer": sum(\.compute),
            ],
            "batch_stats": .array([]),
        ]
    }
}
