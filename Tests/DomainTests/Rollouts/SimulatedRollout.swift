import Domain
import Foundation

/// A rollout by value: both sides' requests are drawn by lot, the judge decides, nothing runs.
struct SimulatedRollout {
    enum Fault: String, CaseIterable {
        case none, errors, slow, crash, memory, wrongAnswers, hang, badSchema, noTraffic
    }

    enum Outcome: Equatable {
        case promoted
        /// The share of live traffic that it had when it went back.
        case rolledBack(live: Int, String)
        case held(live: Int, String)

        /// Stopped before it carried a quarter of the traffic.
        var isCaughtInTime: Bool {
            switch self {
            case .promoted: false
            case .rolledBack(let live, _), .held(let live, _): live < 25
            }
        }
    }

    var fault = Fault.none
    /// The share of requests that fail whoever answers.
    var baseErrors = 0.0
    var requestsPerWindow = 100
    var scores = false
    var spec = RolloutSpec()
    private var random: SplitMix
    private var held = 200.0

    init(seed: UInt64) {
        spec.interval = 10
        random = SplitMix(state: seed &* 0x9E37_79B9_7F4A_7C15 | 1)
    }

    mutating func run() -> Outcome {
        var index = 0
        var judge = RolloutJudge(spec, step: spec.steps[0])
        while true {
            judge.take(window(spec.steps[index]))
            let verdict = judge.verdict()
            let live = spec.steps[index].kind == .live ? spec.steps[index].weight : 0
            switch verdict.decision {
            case .wait: continue
            case .rollback: return .rolledBack(live: live, verdict.reason)
            case .hold: return .held(live: live, verdict.reason)
            case .advance:
                index += 1
                if index == spec.steps.count || spec.steps[index].isPromotion { return .promoted }
                judge.begin(spec.steps[index])
            }
        }
    }

    private mutating func window(_ step: RolloutStep) -> RolloutWindow {
        var window = RolloutWindow(seconds: Double(spec.interval))
        // Now and then the box is busy with something else: both are slow.
        let stall = random.chance(0.02) ? 8.0 : 1
        window.baseline.memory = ByteCount(200 << 20)
        window.candidate.memory = ByteCount(Int64(held * 1_048_576))
        for _ in 0..<requestsPerWindow {
            let isCandidate = random.chance(Double(step.weight) / 100)
            let baseFails = random.chance(baseErrors)
            if step.kind == .mirror || !isCandidate { answer(baseFails, stall, &window.baseline) }
            guard isCandidate, fault != .noTraffic else { continue }
            // A copy fails for the same input, mostly.
            let fails = step.kind == .mirror && random.chance(0.8) ? baseFails : random.chance(baseErrors)
            let failed = answerFaulty(fails, stall, &window.candidate)
            if step.kind == .mirror { compare(baseFails, failed, &window) }
        }
        return window
    }

    private mutating func answer(_ fails: Bool, _ stall: Double, _ side: inout RolloutActivity) {
        side.answered += 1
        if fails { side.errors += 1 }
        side.latencies.record(microseconds: Int64(latency * stall))
    }

    private mutating func answerFaulty(_ fails: Bool, _ stall: Double, _ side: inout RolloutActivity) -> Bool {
        side.answered += 1
        var failed = fails
        var time = latency * stall
        switch fault {
        case .errors where random.chance(0.05): failed = true
        case .slow: time *= 2
        case .crash where random.chance(0.02):
            failed = true
            side.crashes += 1
        case .memory: held += 1
        case .hang where random.chance(0.02):
            failed = true
            side.crashes += 1
            time = 5_000_000
        default: break
        }
        if failed { side.errors += 1 }
        side.latencies.record(microseconds: Int64(time))
        return failed
    }

    private mutating func compare(_ liveFailed: Bool, _ failed: Bool, _ window: inout RolloutWindow) {
        if liveFailed || failed {
            window.comparisons[liveFailed == failed ? .same : .status] += 1
        } else if fault == .badSchema {
            window.comparisons[.shape] += 1
        } else if scores {
            let score = random.uniform()
            let other = fault == .wrongAnswers ? min(1, score * 0.5 + 0.4) : min(1, max(0, score + 0.05 * random.normal()))
            window.comparisons[.score] += 1
            window.scores.append(ScorePair(slot: 0, live: score, shadow: other))
        } else {
            // A better model answers otherwise now and then.
            let differs = random.chance(fault == .wrongAnswers ? 0.1 : 0.005)
            window.comparisons[differs ? .differentClass : .same] += 1
        }
    }

    /// Microseconds: 8 ms more or less, and one in three hundred that takes twenty times as long.
    private var latency: Double {
        mutating get { Self.latencies[Int(random.next() % UInt64(Self.latencies.count))] }
    }

    private static let latencies: [Double] = {
        var random = SplitMix(state: 1)
        return (0..<4096).map { _ in 8000 * exp(0.4 * random.normal()) * (random.chance(0.003) ? 20 : 1) }
    }()
}

/// A seeded generator (Steele, Lea and Flood 2014).
struct SplitMix: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    mutating func uniform() -> Double { Double(next() >> 11) / 9_007_199_254_740_992 }
    mutating func chance(_ probability: Double) -> Bool { uniform() < probability }

    mutating func normal() -> Double {
        (-2 * log(max(uniform(), 1e-300))).squareRoot() * cos(2 * .pi * uniform())
    }
}
