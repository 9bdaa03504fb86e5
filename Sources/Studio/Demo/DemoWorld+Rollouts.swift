import ControlAPI
import Domain
import FoundationEssentials

/// A rollout that goes on as time passes: its figures are functions of the time.
extension DemoWorld {
    func rolloutReport(of name: EndpointName) throws -> RolloutReport {
        let endpoint = endpoints[try index(ofEndpoint: name)]
        guard let rollout = endpoint.rollout else {
            throw AtelierError(.notFound, "endpoint \(name) had no rollout", subject: "endpoint \(name)")
        }
        guard rollout.isActive else { return RolloutReport(rollout: rollout, latest: nil) }
        let evidence = evidence(of: rollout, on: endpoint)
        let step = rollout.currentStep
        let reason = evidence.samples < step.minSamples
            ? "\(evidence.samples) of \(step.minSamples) samples" : "the step lasts \(step.minTime) s"
        return RolloutReport(
            rollout: rollout, latest: RolloutVerdict(.wait, reason, evidence, step: rollout.step, at: now))
    }

    private func evidence(of rollout: Rollout, on endpoint: OnlineEndpoint) -> RolloutEvidence {
        let elapsed = max(0, now.timeIntervalSince(rollout.stepSince))
        let load = load(of: endpoint, at: now)
        func activity(_ deployment: DeploymentName, errors: Double) -> RolloutActivity {
            var activity = RolloutActivity()
            let found = load.deployments.first { $0.deployment == deployment }
            activity.answered = Int(elapsed * (found?.requestsPerSecond ?? 0))
            activity.errors = Int(Double(activity.answered) * errors)
            for place in 1...100 {
                activity.latencies.record(microseconds: Int64((found?.p99 ?? 20) * 1000 * Double(place) / 100))
            }
            return activity
        }
        var comparisons = ShadowTally()
        let candidate = activity(rollout.deployment, errors: 0.001)
        if rollout.currentStep.kind == .mirror {
            comparisons[.differentClass] = candidate.answered / 150
            comparisons[.same] = candidate.answered - comparisons[.differentClass]
        }
        return RolloutEvidence(
            seconds: elapsed, samplesNeeded: rollout.currentStep.minSamples, candidate: candidate,
            baseline: activity(rollout.trafficBefore.live.first ?? "blue", errors: 0.002), errorProbability: 1,
            rejectionProbability: 1, slowWindows: 0, comparisons: comparisons,
            psi: rollout.currentStep.kind == .mirror ? 0.03 : nil)
    }

    mutating func startRollout(_ start: RolloutStart, on name: EndpointName) throws -> RolloutReport {
        let index = try index(ofEndpoint: name)
        try start.spec.check()
        if let rollout = endpoints[index].rollout, rollout.isActive {
            throw AtelierError(
                .conflict, "endpoint \(name) is in a rollout of \(rollout.deployment), \(rollout.stepText)",
                hint: "end it first")
        }
        guard endpoints[index].traffic[start.deployment] == 0, !endpoints[index].traffic.live.isEmpty else {
            throw AtelierError(
                .invalidState, "deployment \(start.deployment) takes traffic already, or no other does",
                hint: "a rollout begins at 0 beside one that serves")
        }
        endpoints[index].rollout = Rollout(
            deployment: start.deployment, spec: start.spec, state: .running, trafficBefore: endpoints[index].traffic,
            mirrorBefore: MirrorSplit(), startedAt: now, startedBy: user)
        enterStep(index, "started", by: user)
        return try rolloutReport(of: name)
    }

    mutating func change(_ change: RolloutChange, on name: EndpointName) throws -> RolloutReport {
        let index = try index(ofEndpoint: name)
        guard var rollout = endpoints[index].rollout else { return try rolloutReport(of: name) }
        switch (change.action, rollout.state) {
        case (.hold, .running):
            rollout.state = .held
            rollout.reason = "\(user) holds it"
        case (.resume, .held):
            rollout.state = .running
            rollout.reason = nil
            rollout.stepSince = now
        case (.promote, .running), (.promote, .held):
            rollout.state = .promoted
        case (.abort, .running), (.abort, .held):
            rollout.state = .aborted
        case (.hold, _), (.resume, _), (.promote, _), (.abort, _):
            throw AtelierError(.invalidState, "the rollout of \(rollout.deployment) is \(rollout.state.words)")
        }
        if !rollout.isActive {
            rollout.endedAt = now
            rollout.reason = "\(user) ended it"
        }
        endpoints[index].rollout = rollout
        if rollout.state == .promoted {
            changeTraffic(index, .all(to: rollout.deployment), MirrorSplit(), reason: "rollout promoted", by: user)
        } else if rollout.state == .aborted {
            changeTraffic(index, rollout.trafficBefore, rollout.mirrorBefore, reason: "rollout aborted", by: user)
        }
        note("rollout.\(Self.kind(of: rollout.state))", "endpoint", name.rawValue, message: rollout.standing)
        return try rolloutReport(of: name)
    }

    mutating func endRollout(_ index: Int, because reason: String) {
        endpoints[index].rollout?.state = .aborted
        endpoints[index].rollout?.endedAt = now
        endpoints[index].rollout?.reason = reason
        note("rollout.aborted", "endpoint", endpoints[index].name.rawValue, message: reason)
    }

    /// A step whose time is over leads to the next.
    mutating func progress(rollout index: Int) {
        guard let rollout = endpoints[index].rollout, rollout.state == .running else { return }
        let step = rollout.currentStep
        guard now.timeIntervalSince(rollout.stepSince) >= Double(step.minTime),
            let report = try? rolloutReport(of: endpoints[index].name), let latest = report.latest,
            latest.evidence.samples >= step.minSamples
        else { return }
        endpoints[index].rollout?.note(
            RolloutVerdict(.advance, "nothing speaks against it: \(latest.evidence.samples) samples", latest.evidence,
                step: rollout.step, at: now))
        endpoints[index].rollout?.step += 1
        enterStep(index, "advanced", by: Self.engine)
    }

    private mutating func enterStep(_ index: Int, _ kind: String, by person: String) {
        guard var rollout = endpoints[index].rollout else { return }
        rollout.stepSince = now
        let step = rollout.currentStep
        if step.isPromotion {
            rollout.state = .promoted
            rollout.endedAt = now
            rollout.reason = "nothing speaks against it"
        }
        endpoints[index].rollout = rollout
        var weights = rollout.trafficBefore.weights
        if step.kind == .live, let other = rollout.trafficBefore.live.first {
            weights = [other: 100 - step.weight, rollout.deployment: step.weight]
        }
        let mirror = step.kind == .mirror ? try? MirrorSplit([rollout.deployment: step.weight]) : nil
        changeTraffic(
            index, (try? TrafficSplit(weights)) ?? rollout.trafficBefore, mirror ?? MirrorSplit(),
            reason: "rollout \(kind)", by: person)
        note(
            "rollout.\(step.isPromotion ? "promoted" : kind)", "endpoint", endpoints[index].name.rawValue, by: person,
            message: rollout.standing)
    }

    private static func kind(of state: Rollout.State) -> String {
        switch state {
        case .running: "resumed"
        case .rolledBack: "rolledback"
        default: state.rawValue
        }
    }
}

/// The reports of one rollout, as they change.
struct DemoRolloutFeed: DemoFeed {
    let endpoint: EndpointName
    private let isFollowing: Bool
    private var last: RolloutReport?

    init(of endpoint: EndpointName, isFollowing: Bool) {
        self.endpoint = endpoint
        self.isFollowing = isFollowing
    }

    mutating func next(in world: DemoWorld) throws -> [UInt8]? {
        let report = try world.rolloutReport(of: endpoint)
        guard report != last else { return nil }
        last = report
        return try Self.lines([report])
    }

    func isOver(in world: DemoWorld) -> Bool { !isFollowing || last?.rollout.isActive == false }
}
