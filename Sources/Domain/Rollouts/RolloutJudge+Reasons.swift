extension RolloutJudge {
    /// The first thing that is proved against the candidate.
    var reasonToGoBack: String? {
        crashReason ?? errorReason ?? rejectionReason ?? memoryReason ?? latencyReason ?? driftReason
    }

    private var crashReason: String? {
        guard crashed.candidate > 0, crashed.baseline == 0 || crashes.probability < limits.significance else { return nil }
        let times = crashed.candidate == 1 ? "a worker" : "\(crashed.candidate) workers"
        return "\(times) of it ended unasked (a crash, a hang, or out of memory), "
            + "\(crashed.baseline == 0 ? "none" : "\(crashed.baseline)") of the other"
    }

    private var errorReason: String? {
        guard errors.probability < limits.significance, errorExcess > limits.errorExcess else { return nil }
        return "\(Self.percent(candidate.errorRate)) of its answers failed, \(Self.percent(baseline.errorRate)) of the "
            + "other's (p \(Self.probability(errors.probability)))"
    }

    private var rejectionReason: String? {
        guard rejections.probability < limits.significance, rejectionExcess > limits.errorExcess else { return nil }
        return "it turned away \(Self.percent(rejectionRate(candidate))) of the requests, the other "
            + "\(Self.percent(rejectionRate(baseline))) (p \(Self.probability(rejections.probability)))"
    }

    private var memoryReason: String? {
        guard isMemoryRunaway, let growth = memory.growth, let held = candidate.memory else { return nil }
        return "its memory grows: a worker holds \(held), \(Self.short(growth)) times what it held when it was warm"
    }

    private var latencyReason: String? {
        guard latency.slow >= limits.latencyWindows else {
            return latency.lasting.map {
                "its 99th percentile is \(Self.short($0.found)) ms, more than \(Self.short($0.allowed)) ms, over "
                    + "\(latency.closed) windows"
            }
        }
        return "its 99th percentile was \(Self.short(latency.found)) ms, more than \(Self.short(latency.allowed)) ms, in "
            + "\(latency.slow) windows in a row"
    }

    private var driftReason: String? {
        guard limits.comparison != .none else { return nil }
        if disagreements.probability < limits.significance, let ratio = comparisons.disagreement,
            ratio > limits.disagreement
        {
            return "\(Self.percent(100 * ratio)) of \(comparisons.compared) answers differ from the live ones"
                + "\(differences), more than \(Self.percent(100 * limits.disagreement))"
        }
        if let psi, psi > limits.psi {
            return "its scores are distributed otherwise: PSI \(Self.short(psi)), more than \(Self.short(limits.psi))"
        }
        return nil
    }

    /// ` (class 12, shape 3)`
    private var differences: String {
        let parts = ShadowVerdict.allCases.filter { $0.isDisagreement && comparisons[$0] > 0 }
            .map { "\($0.rawValue) \(comparisons[$0])" }
        return parts.isEmpty ? "" : " (\(parts.joined(separator: ", ")))"
    }

    // MARK: What keeps a step from being over

    /// What is not proved yet, in words; empty when nothing speaks against the next step.
    var obstacles: [String] {
        var obstacles: [String] = []
        if candidate.answered < step.minSamples {
            obstacles.append("\(candidate.answered) of \(step.minSamples) samples")
        } else if step.minSamples > 0, latency.closed < LatencyWatch.windowsNeeded {
            obstacles.append("\(latency.closed) of \(LatencyWatch.windowsNeeded) windows with answers of both to compare")
        }
        if latency.slow > 0 { obstacles.append("the last window was slow") }
        if errorExcess > limits.errorExcess, errors.probability < Self.doubtful {
            obstacles.append("\(Self.percent(candidate.errorRate)) of its answers failed, which may be chance")
        }
        if rejectionExcess > limits.errorExcess, rejections.probability < Self.doubtful {
            obstacles.append("it turned away \(Self.percent(rejectionRate(candidate))), which may be chance")
        }
        if step.kind == .mirror, limits.comparison != .none {
            if comparisons.compared == 0, step.minSamples > 0 { obstacles.append("no answers were compared") }
            if let ratio = comparisons.disagreement, ratio > limits.disagreement {
                obstacles.append("\(Self.percent(100 * ratio)) of the answers differ, which may be chance")
            }
        }
        return obstacles
    }

    private static let doubtful = 0.3

    private var errorExcess: Double { candidate.errorRate - baseline.errorRate }
    private var rejectionExcess: Double { rejectionRate(candidate) - rejectionRate(baseline) }

    /// Percent.
    private func rejectionRate(_ activity: RolloutActivity) -> Double {
        let refused = step.kind == .live ? activity.refused : 0
        let asked = activity.answered + refused
        return asked == 0 ? 0 : 100 * Double(activity.rejected + refused) / Double(asked)
    }

    var summary: String {
        var parts = ["\(candidate.answered) samples", "\(Self.percent(candidate.errorRate)) failed"]
        if !candidate.latencies.isEmpty, !baseline.latencies.isEmpty {
            parts.append(
                "p99 \(Self.short(candidate.latencies.milliseconds(quantile: 0.99))) ms beside "
                    + "\(Self.short(baseline.latencies.milliseconds(quantile: 0.99))) ms")
        }
        if step.kind == .mirror, let ratio = comparisons.disagreement {
            parts.append("\(Self.percent(100 * ratio)) of \(comparisons.compared) answers differ")
        }
        return parts.joined(separator: ", ")
    }

    /// `0 %`, `1.25 %`
    private static func percent(_ value: Double) -> String { "\(short(value)) %" }

    private static func short(_ value: Double) -> String {
        let rounded = (value * 100).rounded() / 100
        return rounded == rounded.rounded() && abs(rounded) < 1e9 ? "\(Int(rounded))" : "\(rounded)"
    }

    private static func probability(_ value: Double) -> String {
        value < 0.0001 ? "< 0.0001" : "\((value * 10_000).rounded() / 10_000)"
    }
}
