import ControlAPI
import Domain
import FoundationEssentials
import Terminal

/// A rollout in a few lines: where it is, what both sides do, and why it was decided so.
struct RolloutBand {
    let report: RolloutReport
    let glyphs: GlyphSet
    let now: Date

    private var rollout: Rollout { report.rollout }

    /// That of an endpoint, when it runs or ended lately.
    init?(of endpoint: OnlineEndpoint, _ context: PaneContext) {
        guard let rollout = endpoint.rollout else { return nil }
        let heard = context.data.rollouts[endpoint.name]
        // The endpoint tells of steps, the feed of what happens between them.
        let latest = heard.flatMap { $0.rollout.isSame(as: rollout) ? $0 : nil }
        report = rollout.isActive ? latest ?? RolloutReport(rollout: rollout, latest: nil)
            : RolloutReport(rollout: rollout, latest: nil)
        glyphs = context.glyphs
        now = context.now
        let isNews = rollout.endedAt.map { context.now.timeIntervalSince($0) < Self.shownAfter } ?? true
        guard isNews else { return nil }
    }

    private static let shownAfter = 3600.0

    /// The most important first.
    var lines: [Field] {
        [Field(heading, sign.role)] + [figures, reason].compactMap(\.self) + [Field(steps, .textDim)]
    }

    private var sign: Field {
        switch rollout.state {
        case .checking, .running: StatusSign.of(JobStatus.running, glyphs)
        case .held: StatusSign.of(JobStatus.queued, glyphs)
        case .promoted: StatusSign.of(JobStatus.completed, glyphs)
        case .rolledBack, .refused: StatusSign.of(JobStatus.failed, glyphs)
        case .aborted: StatusSign.of(JobStatus.canceled, glyphs)
        }
    }

    /// `▶ rollout of green running: step 1 of 6 (mirror 10 %), 214 of 300 samples, 2m of 5m`
    private var heading: String {
        let name = rollout.deployment.rawValue.neutralised
        var parts = ["\(sign.text) rollout of \(name) \(rollout.state.words): \(rollout.stepText)"]
        if rollout.isActive, rollout.state != .checking {
            let step = rollout.currentStep
            let samples = report.latest?.evidence.samples ?? 0
            parts.append("\(samples) of \(step.minSamples) samples")
            parts.append("\(TimeText.age(of: rollout.stepSince, at: now)) of \(Self.time(step.minTime))")
        }
        return parts.joined(separator: ", ")
    }

    /// `failed 0 % | 0.1 %  p99 12 | 11 ms  differ 0.3 % of 300  psi 0.02`: of the new one, and of the other.
    private var figures: Field? {
        guard let evidence = report.evidence else { return nil }
        let (new, old) = (evidence.candidate, evidence.baseline)
        let bar = glyphs == .ascii ? "|" : "│"
        var parts = ["failed \(Self.percent(new.errorRate)) \(bar) \(Self.percent(old.errorRate))"]
        if let one = new.p99, let other = old.p99 {
            parts.append("p99 \(Self.number(one)) \(bar) \(Self.number(other)) ms")
        }
        if let ratio = evidence.comparisons.disagreement {
            parts.append("differ \(Self.percent(100 * ratio)) of \(evidence.comparisons.compared)")
        }
        if let psi = evidence.psi { parts.append("psi \(Self.number(psi))") }
        if new.crashes > 0 { parts.append("crashes \(new.crashes)") }
        return Field(parts.joined(separator: "  "), new.errors > 0 || new.crashes > 0 ? .logWarning : .text)
    }

    private var reason: Field? {
        if let reason = rollout.reason { return Field("\(rollout.state.words): \(reason)", .textStrong) }
        if let latest = report.latest { return Field("\(latest.decision.rawValue): \(latest.reason)", .text) }
        return rollout.verdicts.last.map { Field("last: \($0.decision.rawValue): \($0.reason)", .text) }
    }

    /// `mirror 10 > live 1 > [live 5] > live 25`
    private var steps: String {
        rollout.spec.steps.enumerated().map { index, step in
            let text = "\(step.kind.rawValue) \(step.weight)"
            return rollout.isActive && index == rollout.step ? "[\(text)]" : text
        }.joined(separator: glyphs == .ascii ? " > " : " › ")
    }

    private static func time(_ seconds: Int) -> String {
        seconds >= 120 ? "\(seconds / 60)m" : "\(seconds)s"
    }

    private static func percent(_ value: Double) -> String { "\(number(value)) %" }

    private static func number(_ value: Double) -> String { MetricText.short((value * 100).rounded() / 100) }
}

extension Rollout {
    /// The same step of the same rollout. Times travel in milliseconds, and the imagined box has its own at hand.
    fileprivate func isSame(as other: Rollout) -> Bool {
        step == other.step && deployment == other.deployment && abs(startedAt.timeIntervalSince(other.startedAt)) < 0.001
    }
}
