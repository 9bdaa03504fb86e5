import Domain
import Foundation
import Testing

@testable import Engine

@Suite struct ClusterScalerTests {
    private let now = Date(timeIntervalSince1970: 1000)

    private func situation(
        _ minimum: Int, _ maximum: Int, nodes: [ComputeNode] = [], queue: [JobName] = []
    ) -> ClusterScaler.Situation {
        ClusterScaler.Situation(
            name: "cpu", minimum: minimum, maximum: maximum, idleTime: .seconds(120), nodes: nodes,
            queue: queue.map { WaitingJob($0) })
    }

    private func node(
        _ index: Int, _ state: NodeState, draining: Bool = false, job: JobName? = nil, idleFor seconds: Double = 0
    ) -> ComputeNode {
        ComputeNode(
            name: NodeName("cpu-\(index)"), state: state, isDraining: draining, job: job, since: now - seconds, cores: [0],
            memory: .gibibytes(1))
    }

    private func actions(_ situation: ClusterScaler.Situation) -> [ClusterScaler.Action] {
        ClusterScaler.actions(for: situation, at: now)
    }

    @Test func scalesFromNothingForWhatWaits() {
        #expect(actions(situation(0, 2, queue: ["a"])) == [.add("cpu-0")])
        #expect(actions(situation(0, 2, queue: ["a", "b", "c"])) == [.add("cpu-0"), .add("cpu-1")])
        #expect(actions(situation(0, 2)) == [])
        #expect(actions(situation(1, 2)) == [.add("cpu-0")])
    }

    @Test func whatIsStoppedGivesItsNodesBackAndTakesNone() {
        var stopped = situation(1, 1, nodes: [node(0, .running, job: "x")], queue: ["a"])
        stopped.isStopped = true
        #expect(actions(stopped) == [])
        #expect(
            ClusterScaler.reason(at: 0, in: stopped)
                == "waiting: cpu is stopped, 'atelier compute start --name cpu' starts it")
        stopped.nodes = [node(0, .idle, draining: true)]
        #expect(actions(stopped) == [.retire("cpu-0")])
        #expect(ClusterScaler.nextRetirement(in: stopped) == nil)
    }

    @Test func firstComeFirstServed() {
        let nodes = [node(0, .running, job: "x"), node(1, .idle), node(2, .idle)]
        #expect(
            actions(situation(0, 3, nodes: nodes, queue: ["a", "b", "c"])) == [
                .assign("a", to: "cpu-1"), .assign("b", to: "cpu-2"),
            ])
    }

    @Test func aNodeBeingPreparedIsNotAskedForTwice() {
        #expect(actions(situation(0, 2, nodes: [node(0, .preparing)], queue: ["a"])) == [])
        #expect(actions(situation(0, 2, nodes: [node(0, .preparing)], queue: ["a", "b"])) == [.add("cpu-1")])
    }

    @Test func idleNodesGoAfterTheirTime() {
        let idle = [node(0, .idle, idleFor: 120), node(1, .idle, idleFor: 119)]
        #expect(actions(situation(0, 2, nodes: idle)) == [.retire("cpu-0")])
        #expect(actions(situation(1, 2, nodes: [node(0, .idle, idleFor: 500)])) == [])
        #expect(ClusterScaler.nextRetirement(in: situation(0, 2, nodes: idle)) == now)
        #expect(ClusterScaler.nextRetirement(in: situation(2, 2, nodes: idle)) == nil)
    }

    @Test func aShrunkClusterLetsGoOfWhatIsTooMuch() {
        let nodes = [node(0, .running, job: "x"), node(1, .idle)]
        #expect(actions(situation(0, 1, nodes: nodes, queue: ["a"])) == [.retire("cpu-1")])
    }

    @Test func aDrainingNodeTakesNoJobAndIsNotReplaced() {
        let half = [node(0, .idle, draining: true, idleFor: 500), node(1, .idle)]
        #expect(actions(situation(0, 2, nodes: half, queue: ["a", "b"])) == [.assign("a", to: "cpu-1")])
        #expect(actions(situation(0, 3, nodes: half, queue: ["a", "b"])) == [.assign("a", to: "cpu-1"), .add("cpu-2")])
        // It stays while it drains: gone, it would come back under the same name.
        #expect(actions(situation(0, 1, nodes: [node(0, .idle, draining: true, idleFor: 500)])) == [])
        #expect(ClusterScaler.nextRetirement(in: situation(0, 1, nodes: [node(0, .idle, draining: true)])) == nil)
        let all = situation(0, 1, nodes: [node(0, .running, draining: true, job: "x")], queue: ["a", "b"])
        #expect(actions(all) == [])
        #expect(ClusterScaler.reason(at: 0, in: all) == "waiting: every node of cpu is draining")
        let some = situation(0, 2, nodes: [node(0, .idle, draining: true), node(1, .running, job: "x")], queue: ["a"])
        #expect(
            ClusterScaler.reason(at: 0, in: some)
                == "waiting: cpu is at its maximum of 2 nodes, running x; cpu-0 is draining")
    }

    @Test func aDrainingClusterStartsNothing() {
        var drained = situation(0, 2, nodes: [node(0, .idle), node(1, .running, job: "x")], queue: ["a", "b"])
        drained.isDraining = true
        #expect(actions(drained) == [])
        #expect(ClusterScaler.reason(at: 0, in: drained) == "waiting: cpu is draining")
        #expect(ClusterScaler.reason(at: 1, in: drained) == "waiting: cpu is draining")
        drained.nodes = []
        #expect(actions(drained) == [])
        // What it has too much of still goes.
        drained.nodes = [node(0, .idle, idleFor: 120)]
        #expect(actions(drained) == [.retire("cpu-0")])
    }

    @Test func aJobOfSeveralNodesGetsAllOrNone() {
        var two = situation(0, 3, nodes: [node(0, .idle), node(1, .running, job: "x")])
        two.queue = [WaitingJob("gang", nodes: 2), WaitingJob("small")]
        // One node more is there for it, and the small one does not take the free one meanwhile.
        #expect(actions(two) == [.add("cpu-2")])
        #expect(
            ClusterScaler.reason(at: 0, in: two) == "waiting: needs 2 nodes of cpu at once, 1 is free, running x")
        #expect(ClusterScaler.reason(at: 1, in: two) == "waiting: 1 job is ahead")
        two.maximum = 2
        two.nodes[0] = node(0, .idle, idleFor: 500)
        #expect(actions(two) == [])
        #expect(ClusterScaler.nextRetirement(in: two) == nil)
        two.nodes[1] = node(1, .idle)
        #expect(actions(two) == [.assign("gang", to: "cpu-0", and: ["cpu-1"])])
        two.maximum = 3
        two.nodes.append(node(2, .idle))
        #expect(actions(two) == [.assign("gang", to: "cpu-0", and: ["cpu-1"]), .assign("small", to: "cpu-2")])
    }

    @Test func aJobThatCanNeverRunHoldsNobodyUp() {
        var shrunk = situation(0, 1, nodes: [node(0, .idle)])
        shrunk.queue = [WaitingJob("gang", nodes: 2), WaitingJob("small"), WaitingJob("next")]
        #expect(actions(shrunk) == [.assign("small", to: "cpu-0")])
        #expect(ClusterScaler.reason(at: 0, in: shrunk) == "waiting: needs 2 nodes at once, cpu has at most 1")
        #expect(ClusterScaler.reason(at: 2, in: shrunk) == "waiting: 1 job is ahead")
    }

    @Test func aDrainingNodeIsNoneOfAGang() {
        var gang = situation(0, 2, nodes: [node(0, .idle, draining: true), node(1, .idle)])
        gang.queue = [WaitingJob("gang", nodes: 2)]
        #expect(actions(gang) == [])
    }

    @Test func fixedNodesStayAndOthersGo() {
        var fixed = situation(2, 2, queue: ["a"])
        fixed.fixed = ["cpu-0", "cpu-1"]
        #expect(actions(fixed) == [.add("cpu-0"), .add("cpu-1")])
        fixed.nodes = [node(0, .running, job: "x"), node(1, .idle, idleFor: 999), node(2, .running, job: "y")]
        #expect(actions(fixed) == [.assign("a", to: "cpu-1")])
        fixed.queue = []
        #expect(actions(fixed) == [])
        fixed.nodes[2] = node(2, .idle, draining: true)
        fixed.queue = [WaitingJob("b"), WaitingJob("c")]
        #expect(actions(fixed) == [.assign("b", to: "cpu-1"), .retire("cpu-2")])
    }

    @Test func anInstanceIsStoppedWhenNobodyUsesIt() {
        var instance = situation(1, 1, nodes: [node(0, .idle, idleFor: 60)])
        #expect(ClusterScaler.shutdown(of: instance) == nil)
        instance.idleShutdown = .seconds(1800)
        #expect(ClusterScaler.shutdown(of: instance) == now + 1740)
        instance.queue = [WaitingJob("a")]
        #expect(ClusterScaler.shutdown(of: instance) == nil)
        instance.queue = []
        instance.nodes = [node(0, .running, job: "x")]
        #expect(ClusterScaler.shutdown(of: instance) == nil)
        instance.nodes = []
        #expect(ClusterScaler.shutdown(of: instance) == nil)
        instance.nodes = [node(0, .idle)]
        instance.isStopped = true
        #expect(ClusterScaler.shutdown(of: instance) == nil)
    }

    @Test func reasonsArePlain() {
        let full = situation(0, 1, nodes: [node(0, .running, job: "brave_fox_x1")], queue: ["a", "b", "c"])
        #expect(
            ClusterScaler.reason(at: 0, in: full)
                == "waiting: cpu is at its maximum of 1 node, running brave_fox_x1")
        #expect(ClusterScaler.reason(at: 1, in: full) == "waiting: 1 job is ahead")
        #expect(ClusterScaler.reason(at: 2, in: full) == "waiting: 2 jobs are ahead")
        let preparing = situation(0, 1, nodes: [node(0, .preparing)], queue: ["a"])
        #expect(ClusterScaler.reason(at: 0, in: preparing) == "waiting: a node of cpu is being prepared")
    }
}
