package import FoundationEssentials

/// A rollout as it stands: kept with its endpoint until the next one takes its place.
package struct Rollout: Codable, Sendable, Hashable {
    package enum State: String, Codable, Sendable, CaseIterable {
        /// The golden requests are on their way.
        case checking
        case running
        /// It goes no further, but goes back when it must.
        case held
        case promoted
        case rolledBack = "rolled_back"
        /// Somebody ended it.
        case aborted
        /// The golden requests were not answered as they must be.
        case refused

        /// As a sentence says it.
        package var words: String { self == .rolledBack ? "rolled back" : rawValue }

        package var isActive: Bool { self == .checking || self == .running || self == .held }
    }

    /// The new deployment.
    package let deployment: DeploymentName
    package var spec: RolloutSpec
    package var state: State
    /// Why it is where it is, in words for a person.
    package var reason: String?
    /// The index of the step in force.
    package var step: Int
    package var stepSince: Date
    /// The traffic it goes back to.
    package let trafficBefore: TrafficSplit
    package let mirrorBefore: MirrorSplit
    package let startedAt: Date
    package let startedBy: String
    package var endedAt: Date?
    /// What was decided, oldest first.
    package private(set) var verdicts: [RolloutVerdict]

    package init(
        deployment: DeploymentName, spec: RolloutSpec, state: State, trafficBefore: TrafficSplit,
        mirrorBefore: MirrorSplit, startedAt: Date, startedBy: String
    ) {
        self.deployment = deployment
        self.spec = spec
        self.state = state
        step = 0
        stepSince = startedAt
        self.trafficBefore = trafficBefore
        self.mirrorBefore = mirrorBefore
        self.startedAt = startedAt
        self.startedBy = startedBy
        verdicts = []
    }

    package var isActive: Bool { state.isActive }

    package var currentStep: RolloutStep { spec.steps[min(step, spec.steps.count - 1)] }

    /// `step 2 of 6 (live 1 %)`
    package var stepText: String { "step \(step + 1) of \(spec.steps.count) (\(currentStep))" }

    /// `running, step 2 of 6 (live 1 %)`, and why where there is a reason.
    package var standing: String {
        let place = isActive ? "\(state.words), \(stepText)" : state.words
        return reason.map { "\(place): \($0)" } ?? place
    }

    package static let keptVerdicts = 30

    package mutating func note(_ verdict: RolloutVerdict) {
        verdicts.append(verdict)
        if verdicts.count > Self.keptVerdicts { verdicts.removeFirst(verdicts.count - Self.keptVerdicts) }
    }
}
