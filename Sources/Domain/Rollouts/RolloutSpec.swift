/// How a deployment is to take over the traffic of an endpoint: by which steps, and what stops it.
package struct RolloutSpec: Codable, Sendable, Hashable {
    /// What happens at the end of a step's time when nothing is proved.
    package enum Inconclusive: String, Codable, Sendable, CaseIterable {
        case hold
        case rollback
    }

    package var steps: [RolloutStep]
    package var limits: RolloutLimits
    package var goldenRequests: [GoldenRequest]
    package var whenInconclusive: Inconclusive
    /// Requests with the same value of this header go to the same deployment; nil deals each by itself.
    package var stickyHeader: String?
    /// Seconds from one judgement to the next.
    package var interval: Int

    package init(
        steps: [RolloutStep] = Self.defaultSteps, limits: RolloutLimits = RolloutLimits(),
        goldenRequests: [GoldenRequest] = [], whenInconclusive: Inconclusive = .hold, stickyHeader: String? = nil,
        interval: Int = 5
    ) {
        self.steps = steps
        self.limits = limits
        self.goldenRequests = goldenRequests
        self.whenInconclusive = whenInconclusive
        self.stickyHeader = stickyHeader
        self.interval = interval
    }

    /// 10 % mirrored for five minutes, then 1, 5, 25, 50 and 100 % of the requests.
    package static let defaultSteps = [
        RolloutStep(.mirror, 10), RolloutStep(.live, 1, minSamples: 100), RolloutStep(.live, 5), RolloutStep(.live, 25),
        RolloutStep(.live, 50), RolloutStep(.live, 100, minSamples: 0, minTime: 0),
    ]

    package static let mostSteps = 50

    /// Throws `invalidArgument`, naming the step, for steps that do not lead upwards.
    package func check() throws(AtelierError) {
        guard !steps.isEmpty, steps.count <= Self.mostSteps else {
            throw AtelierError(.invalidArgument, "a rollout has 1 to \(Self.mostSteps) steps, not \(steps.count)")
        }
        for index in steps.indices {
            if let problem = problem(ofStep: index) {
                throw AtelierError(.invalidArgument, "step \(index + 1) of the rollout, \(steps[index]), \(problem)")
            }
        }
        guard goldenRequests.count <= GoldenRequest.limit,
            goldenRequests.reduce(0, { $0 + $1.body.utf8.count }) <= GoldenRequest.longest.bytes
        else {
            throw AtelierError(
                .invalidArgument,
                "a rollout has at most \(GoldenRequest.limit) golden requests of \(GoldenRequest.longest) together")
        }
    }

    /// What is wrong with a step after those before it; nil when nothing is.
    package func problem(ofStep index: Int) -> String? {
        let step = steps[index]
        let most = step.kind == .mirror ? MirrorSplit.limit : 100
        guard (1...most).contains(step.weight) else { return "must have a weight of 1 to \(most)" }
        guard step.minTime <= step.maxTime else {
            return "has a min_time of \(step.minTime) s, which is over its max_time of \(step.maxTime) s"
        }
        guard index > 0 else { return nil }
        let before = steps[index - 1]
        if step.kind == .mirror, before.kind == .live { return "comes too late: mirroring is for before live traffic" }
        return step.kind == before.kind && step.weight <= before.weight ? "is not more than the step before it" : nil
    }
}
