package import Domain
import FoundationEssentials

/// Watches one rollout that runs: takes a window of what both sides did, has it judged, and hands on what the judge
/// decides. What it gathered is in memory alone; the rollout itself is in the store.
actor RolloutSupervisor {
    /// What both sides did since they were asked before.
    typealias Measure = @Sendable () async -> RolloutWindow?
    /// Carries a verdict out; nil when the rollout is over.
    typealias Act = @Sendable (RolloutVerdict) async -> Rollout?

    private let clock: EngineClock
    private let measure: Measure
    private let act: Act
    private(set) var rollout: Rollout
    private var judge: RolloutJudge
    private(set) var latest: RolloutVerdict?
    private var task: Task<Void, Never>?

    init(_ rollout: Rollout, clock: EngineClock, measure: @escaping Measure, act: @escaping Act) {
        self.rollout = rollout
        self.clock = clock
        self.measure = measure
        self.act = act
        judge = RolloutJudge(rollout.spec, step: rollout.currentStep)
    }

    func start() {
        guard task == nil else { return }
        task = Task { await run() }
    }

    func stop() async {
        task?.cancel()
        await task?.value
    }

    /// What a person did to it. A rollout that goes on begins its step anew.
    func take(_ next: Rollout) {
        if next.stepSince != rollout.stepSince || next.step != rollout.step {
            judge.begin(next.currentStep)
            latest = nil
        }
        rollout = next
    }

    private func run() async {
        var last = clock.now()
        // What was before the step is nobody's evidence.
        _ = await measure()
        while (try? await clock.sleep(.seconds(rollout.spec.interval))) != nil {
            guard var window = await measure() else { return }
            let now = clock.now()
            // A clock that was set back says nothing about the time that passed.
            window.seconds = max(0, now.timeIntervalSince(last))
            last = now
            judge.take(window)
            let verdict = judge.verdict()
            latest = verdict
            latest?.step = rollout.step
            latest?.at = now
            guard verdict.decision != .wait, rollout.state == .running || verdict.decision == .rollback else { continue }
            guard let next = await act(verdict), next.isActive else { return }
            take(next)
        }
    }
}
