import Domain
import NIOCore

/// Decides how many workers a deployment should have, from what was measured since it decided last. More at once; fewer
/// only after a calm minute, and never to fewer than any moment of that minute asked for.
struct ScalePlanner {
    struct Decision: Hashable {
        let workers: Int
        /// In words for a person.
        let why: String
    }

    static let calm = TimeAmount.seconds(60)
    /// Workers are not taken away that would leave the others busier than this.
    private static let fullness = 0.7
    /// Azure's utilisation may be so far off its target without anything being done.
    private static let tolerance = 0.1

    let settings: ScaleSettings
    /// Requests that one worker is meant to have at a time.
    private let concurrency: Int
    private var lastRequest: NIODeadline
    private var calmSince: NIODeadline?
    /// The most that was asked for since then.
    private var calmWish = 0

    init(_ settings: ScaleSettings, concurrency: Int, now: NIODeadline) {
        self.settings = settings
        self.concurrency = max(1, concurrency)
        lastRequest = now
    }

    /// How often to look.
    var interval: TimeAmount {
        switch settings.rule {
        case .targetUtilization(_, let seconds): .seconds(Int64(seconds))
        case .queueTime: .milliseconds(500)
        }
    }

    /// - Parameters:
    ///   - workers: that there are or that are on their way.
    ///   - starting: of these, those that cannot help yet; while there are any, no more are asked for.
    /// - Returns: nil when their number is right.
    mutating func decide(_ load: LoadMeter.Reading, workers: Int, starting: Int, now: NIODeadline) -> Decision? {
        if load.requests > 0 || load.outstanding > 0 { lastRequest = now }
        if workers > 0, settings.minInstances == 0, now - lastRequest >= .seconds(Int64(settings.idleAfter)) {
            calmSince = nil
            return Decision(workers: 0, why: "no request for \(settings.idleAfter) s")
        }
        guard workers > 0 else {
            return load.outstanding > 0 ? Decision(workers: 1, why: "a request came") : nil
        }
        let (wish, why) = wish(load, workers)
        let wanted = min(max(wish, settings.minInstances, 1), settings.maxInstances)
        if wanted > workers {
            calmSince = nil
            return starting > 0 ? nil : Decision(workers: wanted, why: why)
        }
        guard wanted < workers else {
            calmSince = nil
            return nil
        }
        calmWish = calmSince == nil ? wanted : max(calmWish, wanted)
        guard let since = calmSince else {
            calmSince = now
            return nil
        }
        guard now - since >= Self.calm else { return nil }
        calmSince = nil
        return Decision(workers: calmWish, why: why)
    }

    private func wish(_ load: LoadMeter.Reading, _ workers: Int) -> (Int, String) {
        switch settings.rule {
        case .queueTime(let target):
            let waited = Int(load.queueMilliseconds.rounded(.up))
            let why = "95 of 100 requests waited up to \(waited) ms, target \(target) ms"
            if load.queueMilliseconds > Double(target) { return (workers + max(1, workers / 2), why) }
            // Between half the target and the target the number is right.
            let isCalm = load.queueMilliseconds <= Double(target) / 2
                && load.meanOutstanding <= Double(workers - 1) * Self.fullness
            return (isCalm ? workers - 1 : workers, why)
        case .targetUtilization(let percentage, _):
            let use = load.meanOutstanding / Double(workers * concurrency) * 100
            let why = "\(Int(use.rounded())) % of what the workers may do at once is used, target \(percentage) %"
            let ratio = use / Double(percentage)
            guard abs(ratio - 1) > Self.tolerance else { return (workers, why) }
            return (Int((Double(workers) * ratio).rounded(.up)), why)
        }
    }
}
