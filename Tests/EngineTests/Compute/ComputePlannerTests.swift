import Domain
import Foundation
import Testing

@testable import Engine

@Suite struct ComputePlannerTests {
    private let planner = ComputePlanner(box: EngineFixture.box)

    @Test func aSizeIsClippedToTheBoxWithAWarning() {
        let share = planner.share(of: ComputeSpec(name: "cpu", size: "STANDARD_DS3_V2", maxInstances: 1))
        #expect(share.cores == 2)
        #expect(share.memory == .gibibytes(8))
        #expect(
            share.warnings == [
                "Standard_DS3_v2 wants 4 cores, the box has 2: runs with 2",
                "Standard_DS3_v2 wants 14.0 GiB, the box has 8.0 GiB: runs with 8.0 GiB",
            ])
        #expect(planner.share(of: ComputeSpec(name: "cpu", size: "Standard_DS1_v2", maxInstances: 1)).warnings.isEmpty)
    }

    @Test func coresAreDealtInTurn() {
        var nodes: [ComputeNode] = []
        for index in 0..<3 {
            let cores = planner.cores(1, beside: nodes)
            nodes.append(
                ComputeNode(
                    name: NodeName("n\(index)"), state: .idle, since: Date(timeIntervalSince1970: 0), cores: cores,
                    memory: .gibibytes(1)))
        }
        #expect(nodes.map(\.cores) == [[0], [1], [0]])
        #expect(planner.cores(2, beside: nodes) == [0, 1])
    }

    @Test(arguments: [(1, 2), (2, 4), (3, 4), (4, 4), (6, 4), (8, 4), (16, 4), (20, 5), (64, 16)])
    func localHasAFewNodesAndEachMayUseTheWholeBox(cores: Int, nodes: Int) {
        let box = BoxCapacity(cores: Array(0..<cores), memory: .gibibytes(8))
        let planner = ComputePlanner(box: box)
        let spec = planner.local()
        #expect(spec.minInstances == nodes && spec.maxInstances == nodes)
        let busy = ComputeNode(
            name: "local-0", state: .running, since: Date(timeIntervalSince1970: 0), cores: box.cores, memory: box.memory)
        #expect(planner.cores(in: spec, beside: []) == box.cores)
        #expect(planner.cores(in: spec, beside: [busy]) == box.cores)
        let share = planner.share(of: spec)
        #expect(share == ComputePlanner.NodeShare(cores: cores, memory: box.memory, warnings: []))
        #expect(planner.processMemory(of: share) == box.memory)
    }

    @Test func aProcessMayHoldTwiceItsNodesMemoryAndNoMoreThanTheBoxHas() {
        let small = planner.share(of: ComputeSpec(name: "cpu", size: "Standard_DS1_v2"))
        #expect(planner.processMemory(of: small) == .gibibytes(7))
        let large = planner.share(of: ComputeSpec(name: "cpu", size: "Standard_DS3_v2"))
        #expect(planner.processMemory(of: large) == .gibibytes(8))
    }

    @Test func whatCannotBeIsRefused() throws {
        try planner.validate(ComputeSpec(name: "cpu-cluster"))
        let wrong = [
            ComputeSpec(name: "x"), ComputeSpec(name: "local"), ComputeSpec(name: "cpu", size: "Standard_DS9_v9"),
            ComputeSpec(name: "cpu", minInstances: 2, maxInstances: 1), ComputeSpec(name: "cpu", maxInstances: 0),
            ComputeSpec(name: "cpu", idleTimeBeforeScaleDown: -1),
        ]
        for spec in wrong { #expect(throws: AtelierError.self) { try planner.validate(spec) } }
    }

    @Test func processorListsAreRead() {
        #expect(BoxCapacity.processors(in: "0-3,8") == [0, 1, 2, 3, 8])
        #expect(BoxCapacity.processors(in: "5") == [5])
        #expect(BoxCapacity.processors(in: "") == [])
        #expect(!BoxCapacity.ofThisBox().cores.isEmpty)
        #expect(BoxCapacity.ofThisBox().memory > .gibibytes(0.1))
    }
}
