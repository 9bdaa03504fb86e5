import Domain
import Foundation
import Testing

/// The judge on hundreds of rollouts: what it must catch, and what it must let pass.
@Suite struct RolloutSimulationTests {
    /// Several looks at chance are several occasions to be misled by it: with failures of its own, an unchanged model
    /// must get through all the same.
    @Test(arguments: [0, 0.005, 0.03])
    func anUnchangedModelIsPromoted(_ baseErrors: Double) {
        var outcomes: [SimulatedRollout.Outcome] = []
        for seed in 1...100 {
            var rollout = SimulatedRollout(seed: UInt64(seed) + UInt64(baseErrors * 1e6))
            rollout.baseErrors = baseErrors
            rollout.scores = seed.isMultiple(of: 2)
            outcomes.append(rollout.run())
        }
        let bad = outcomes.filter { if case .rolledBack = $0 { true } else { false } }
        #expect(bad.count <= 1, "\(bad)")
        let promoted = outcomes.count { $0 == .promoted }
        #expect(promoted >= 97, "\(outcomes.filter { $0 != .promoted })")
    }

    @Test(arguments: SimulatedRollout.Fault.allCases.filter { $0 != .none })
    func aFaultIsCaughtBeforeAQuarterOfTheTraffic(_ fault: SimulatedRollout.Fault) {
        var late: [SimulatedRollout.Outcome] = []
        for seed in 1...100 {
            var rollout = SimulatedRollout(seed: UInt64(seed))
            rollout.fault = fault
            rollout.baseErrors = seed.isMultiple(of: 2) ? 0 : 0.01
            rollout.scores = seed.isMultiple(of: 3)
            let outcome = rollout.run()
            if !outcome.isCaughtInTime { late.append(outcome) }
        }
        #expect(late.count <= 2, "\(late)")
    }

    /// Without a mirrored step a fault meets people; it must stop at 5 % all the same.
    @Test(arguments: [SimulatedRollout.Fault.errors, .slow, .crash, .memory, .hang, .noTraffic])
    func aFaultIsCaughtWithoutMirroring(_ fault: SimulatedRollout.Fault) {
        var late: [SimulatedRollout.Outcome] = []
        for seed in 1...60 {
            var rollout = SimulatedRollout(seed: UInt64(seed) &* 77)
            rollout.fault = fault
            rollout.spec.steps.removeFirst()
            let outcome = rollout.run()
            if !outcome.isCaughtInTime { late.append(outcome) }
        }
        #expect(late.count <= 2, "\(late)")
    }
}
