package import Domain
package import FoundationEssentials

/// What a verdict, a person or the end of the golden requests makes of a rollout. Pure.
package struct RolloutMove: Sendable {
    /// `started`, `advanced` …: the event's kind after `rollout.`.
    package let kind: String
    package let rollout: Rollout
    /// Nil leaves the traffic as it is.
    package let plan: TrafficPlan?
    package let message: String
    package let evidence: RolloutEvidence?

    /// The golden requests were answered as they must be: the first step.
    package static func start(_ rollout: Rollout, at time: Date) throws -> RolloutMove {
        var next = rollout
        next.state = .running
        // They have done their work, and would be read with the endpoint from now on.
        next.spec.goldenRequests = []
        next.stepSince = time
        let sent = rollout.spec.goldenRequests.count
        next.reason = sent == 0 ? nil : "\(sent) golden \(sent == 1 ? "request was" : "requests were") answered as they must be"
        if next.currentStep.isPromotion { return promotion(next, at: time, because: "it has one step", nil) }
        return RolloutMove(
            kind: "started", rollout: next, plan: try RolloutPlanner.plan(of: next.currentStep, in: next),
            message: "\(next.deployment) begins: \(next.stepText)", evidence: nil)
    }

    package static func refusal(_ rollout: Rollout, at time: Date, because reason: String) -> RolloutMove {
        var next = rollout
        next.state = .refused
        next.spec.goldenRequests = []
        next.reason = reason
        next.endedAt = time
        return RolloutMove(kind: "refused", rollout: next, plan: nil, message: reason, evidence: nil)
    }

    /// What a judgement leads to; nil when nothing changes.
    package static func carryOut(_ verdict: RolloutVerdict, on rollout: Rollout, at time: Date) throws -> RolloutMove? {
        var verdict = verdict
        verdict.step = rollout.step
        verdict.at = time
        var next = rollout
        next.note(verdict)
        switch (rollout.state, verdict.decision) {
        case (.running, .rollback), (.held, .rollback):
            next.state = .rolledBack
            next.reason = verdict.reason
            next.endedAt = time
            return RolloutMove(
                kind: "rolledback", rollout: next, plan: RolloutPlanner.planBack(of: rollout),
                message: "\(rollout.deployment) went back at \(rollout.stepText): \(verdict.reason)",
                evidence: verdict.evidence)
        case (.running, .hold):
            next.state = .held
            next.reason = verdict.reason
            return RolloutMove(
                kind: "held", rollout: next, plan: nil,
                message: "\(rollout.deployment) stays at \(rollout.stepText): \(verdict.reason)",
                evidence: verdict.evidence)
        case (.running, .advance):
            guard rollout.step + 1 < rollout.spec.steps.count else {
                next.state = .held
                next.reason = "the plan ends here: promote it, or abort"
                return RolloutMove(
                    kind: "held", rollout: next, plan: nil,
                    message: "\(rollout.deployment) stays at \(rollout.stepText): the plan ends here",
                    evidence: verdict.evidence)
            }
            next.step += 1
            next.stepSince = time
            next.reason = nil
            if next.currentStep.isPromotion { return promotion(next, at: time, because: verdict.reason, verdict.evidence) }
            return RolloutMove(
                kind: "advanced", rollout: next, plan: try RolloutPlanner.plan(of: next.currentStep, in: next),
                message: "\(rollout.deployment) goes on to \(next.stepText): \(verdict.reason)",
                evidence: verdict.evidence)
        case (_, .wait), (.held, _), (.checking, _), (.promoted, _), (.rolledBack, _), (.aborted, _), (.refused, _):
            return nil
        }
    }

    /// Throws `invalidState` for what makes no sense now.
    package static func act(
        _ action: RolloutAction, on rollout: Rollout, by person: String, at time: Date
    ) throws -> RolloutMove {
        var next = rollout
        let who = person.neutralised
        switch (action, rollout.state) {
        case (.hold, .running):
            next.state = .held
            next.reason = "\(who) holds it"
            return RolloutMove(
                kind: "held", rollout: next, plan: nil, message: "\(who) holds \(rollout.deployment) at \(rollout.stepText)",
                evidence: nil)
        case (.resume, .held):
            next.state = .running
            next.reason = nil
            next.stepSince = time
            return RolloutMove(
                kind: "resumed", rollout: next, plan: nil, message: "\(rollout.stepText) begins again", evidence: nil)
        case (.promote, .running), (.promote, .held):
            return promotion(next, at: time, because: "\(who) promoted it", nil)
        case (.abort, .running), (.abort, .held), (.abort, .checking):
            return abortion(rollout, at: time, because: "\(who) ended it", plan: RolloutPlanner.planBack(of: rollout))
        case (.hold, _), (.resume, _), (.promote, _), (.abort, _):
            throw AtelierError(
                .invalidState,
                "the rollout of \(rollout.deployment) is \(rollout.state.words), so it cannot be \(action.participle)",
                hint: rollout.isActive
                    ? nil : "start one with 'atelier online-deployment rollout --name \(rollout.deployment)'")
        }
    }

    /// The engine was started again: the step begins anew, since what was measured is gone.
    package static func restart(_ rollout: Rollout, at time: Date) -> RolloutMove {
        var next = rollout
        next.stepSince = time
        return RolloutMove(
            kind: "resumed", rollout: next, plan: nil, message: "the engine was started again: \(rollout.stepText) begins again",
            evidence: nil)
    }

    /// `plan` nil: somebody moves the traffic in the same transaction.
    package static func abortion(
        _ rollout: Rollout, at time: Date, because reason: String, plan: TrafficPlan? = nil
    ) -> RolloutMove {
        var next = rollout
        next.state = .aborted
        next.spec.goldenRequests = []
        next.reason = reason
        next.endedAt = time
        return RolloutMove(
            kind: "aborted", rollout: next, plan: plan, message: "\(rollout.deployment) went back: \(reason)", evidence: nil)
    }

    private static func promotion(
        _ rollout: Rollout, at time: Date, because reason: String, _ evidence: RolloutEvidence?
    ) -> RolloutMove {
        var next = rollout
        next.state = .promoted
        next.reason = reason
        next.endedAt = time
        return RolloutMove(
            kind: "promoted", rollout: next, plan: RolloutPlanner.planPromotion(of: rollout),
            message: "\(rollout.deployment) takes all traffic: \(reason)", evidence: evidence)
    }
}

extension RolloutAction {
    fileprivate var participle: String {
        switch self {
        case .hold: "held"
        case .resume: "resumed"
        case .promote: "promoted"
        case .abort: "aborted"
        }
    }
}
