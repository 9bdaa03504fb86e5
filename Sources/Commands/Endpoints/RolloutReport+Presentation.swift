package import Domain

extension RolloutReport {
    package var presentation: JSONValue {
        let spec = rollout.spec
        return .members([
            "deployment": .string(rollout.deployment.rawValue),
            "ended_at": rollout.endedAt.map { JSONValue($0) },
            "evidence": evidence?.value,
            "interval": JSONValue(spec.interval),
            "latest": latest?.presentation,
            "limits": spec.limits.presentation,
            "reason": rollout.reason.map(JSONValue.string),
            "started_at": JSONValue(rollout.startedAt),
            "started_by": .string(rollout.startedBy),
            "state": .string(rollout.state.rawValue),
            "step": JSONValue(rollout.step + 1),
            "step_since": JSONValue(rollout.stepSince),
            "step_text": .string(rollout.stepText),
            "steps": .array(spec.steps.map(\.presentation)),
            "sticky_header": spec.stickyHeader.map(JSONValue.string),
            "traffic_before": rollout.trafficBefore.presentation,
            "verdicts": .array(rollout.verdicts.map(\.presentation)),
            "when_inconclusive": .string(spec.whenInconclusive.rawValue),
        ])
    }

    package static let columns = [
        Column("Deployment", "deployment"), Column("State", "state"), Column("Step", "step_text"),
        Column("Samples", "evidence.samples"), Column("Errors", "evidence.candidate.errors"),
        Column("P99", "evidence.candidate.p99_ms"), Column("Reason", "reason"),
    ]

    /// `step 2 of 6 (live 1 %), 57 of 100 samples`, and what is in the way.
    var line: String {
        var parts = [rollout.stepText]
        if rollout.state != .running { parts.append(rollout.state.words) }
        if let evidence = latest?.evidence { parts.append("\(evidence.samples) of \(evidence.samplesNeeded) samples") }
        return parts.joined(separator: ", ")
    }
}

extension RolloutVerdict {
    fileprivate var presentation: JSONValue {
        [
            "at": JSONValue(at), "decision": .string(decision.rawValue), "evidence": evidence.value,
            "reason": .string(reason), "step": JSONValue(step + 1),
        ]
    }
}

extension RolloutStep {
    fileprivate var presentation: JSONValue {
        [
            "kind": .string(kind.rawValue), "max_time": JSONValue(maxTime), "min_samples": JSONValue(minSamples),
            "min_time": JSONValue(minTime), "weight": JSONValue(weight),
        ]
    }
}

extension RolloutLimits {
    fileprivate var presentation: JSONValue {
        [
            "compare": .string(comparison.rawValue), "disagreement": .double(disagreement),
            "error_excess": .double(errorExcess), "ignore_fields": JSONValue(ignoredFields),
            "latency_budget_ms": .double(latencyBudget), "latency_factor": .double(latencyFactor),
            "latency_windows": JSONValue(latencyWindows), "memory_factor": .double(memoryFactor), "psi": .double(psi),
            "significance": .double(significance), "tolerance": .double(tolerance),
        ]
    }
}
