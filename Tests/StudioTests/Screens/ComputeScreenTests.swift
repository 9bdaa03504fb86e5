import Client
import ControlAPI
import Domain
import FoundationEssentials
import Studio
import Terminal
import Testing

/// The nodes of the computes, and what runs on them.
@Suite struct ComputeScreenTests {
    /// The first node that has a job, selected on the compute screen.
    private func atBusyNode() async throws -> (DemoStudio, Compute, ComputeNode) {
        var studio = try await DemoStudio()
        try await studio.press(.character("1"), .character("g"), KeyPress(.enter))
        #expect(studio.model.screen.kind == .compute)
        var places: [(Compute, ComputeNode?)] = []
        for compute in studio.model.data.computes {
            places.append((compute, nil))
            places += compute.nodes.map { (compute, $0) }
        }
        let index = try #require(places.firstIndex { $0.1?.job != nil })
        try await studio.press(.character("g"))
        for _ in 0..<index { try await studio.press(.character("j")) }
        return (studio, places[index].0, try #require(places[index].1))
    }

    @Test func showsTheProcessesOfTheSelectedNode() async throws {
        let (opened, compute, node) = try await atBusyNode()
        var studio = opened
        let processes = [
            ProcessLoad(
                pid: 4711, parent: 1, command: "/usr/bin/python train.py\u{1B}[2J\nx", processors: 1.25, memory: .gibibytes(1.5),
                threads: [
                    ThreadLoad(id: 4711, name: "python", processors: 0.98, core: 3),
                    ThreadLoad(id: 4720, name: "loader", processors: 0.27, core: 2),
                ])
        ]
        _ = studio.model.receive(
            .load(
                BoxLoad(
                    at: DemoEngine.moment, cores: [0.98, 0.27], loadAverage: 1.4,
                    memory: Usage(used: .gibibytes(3), total: .gibibytes(16)),
                    disk: Usage(used: .gibibytes(10), total: .gibibytes(100)),
                    gpus: [
                        GPULoad(
                            index: 0, name: "A", utilisation: 0.97, memory: Usage(used: .gibibytes(22.1), total: .gibibytes(24)),
                            temperature: 71, power: 318)
                    ],
                    nodes: [
                        NodeLoad(
                            workspace: DemoEngine.workspace, compute: compute.name, node: node.name, job: node.job,
                            processors: 1.25, memory: Usage(used: .gibibytes(1.5), total: .gibibytes(4)),
                            processes: processes)
                    ])))
        #expect(studio.row(node.name.rawValue, "1.25", "1.5 GiB/4.0 GiB") != nil)
        #expect(studio.row("4711", "1.5 GiB", "python train.py\\u{1B}[2J x") != nil)
        #expect(studio.row("4720", "0.27", "loader") != nil)
        #expect(studio.row("gpu0", "97%", "22.1/24G 71 C 318W") != nil)
        #expect(studio.row("cpu0", "98%") != nil)
    }

    @Test func processesStandBelowWhatStartedThem() async throws {
        let (opened, _, node) = try await atBusyNode()
        var studio = opened
        try await studio.engine.followLoad(follow: false) { _ = studio.model.receive(.load($0)) }
        try await studio.press(KeyPress(.tab), KeyPress(.tab))
        #expect(studio.model.screen.focused.name == .processes)
        #expect(studio.row("loader") != nil || studio.row("omp-1") != nil)
        try await studio.press(.character("t"))
        #expect(studio.row("omp-1") == nil)
        #expect(studio.row("  └ python -c from multi") != nil)
        _ = node
    }

    @Test func aProcessIsSentASignal() async throws {
        let (opened, _, node) = try await atBusyNode()
        var studio = opened
        try await studio.engine.followLoad(follow: false) { _ = studio.model.receive(.load($0)) }
        try await studio.press(KeyPress(.tab), KeyPress(.tab), .character("x"), .character("k"), .character("k"), KeyPress(.enter))
        #expect(studio.model.overlay != nil)
        try await studio.press(.character("y"))
        #expect(studio.model.toasts.last?.text.hasPrefix("sent USR1 to ") == true)
        let job = try #require(node.job)
        var events: [Event] = []
        try await studio.engine.events(after: 0, follow: false) { events.append($0) }
        #expect(events.contains { $0.kind == "job.signalled" && $0.resource.name == job.rawValue })
    }

    @Test func anInstanceIsStoppedAndStarted() async throws {
        var studio = try await DemoStudio()
        _ = try await studio.engine.call(
            ComputeRoutes.create, ["workspace": DemoEngine.workspace.rawValue], body: .instance(named: "anna-box"))
        try await studio.readCatalogues()
        try await studio.press(.character("1"), .character("G"), .character("x"))
        try await studio.readCatalogues()
        #expect(studio.row("anna-box", "stopped") != nil)
        try await studio.press(.character("x"))
        try await studio.readCatalogues()
        #expect(studio.row("anna-box", "0/1 busy") != nil)
        try await studio.press(.character("u"))
        try await studio.readCatalogues()
        #expect(studio.row("anna-box", "stopped") != nil)
    }

    @Test func aClusterIsNotStopped() async throws {
        var studio = try await DemoStudio()
        try await studio.press(.character("1"), .character("g"), .character("x"))
        #expect(studio.model.toast?.text.hasSuffix("is no compute instance: 'D' has it take no new jobs") == true)
    }

    @Test func drainsJustTheSelectedNode() async throws {
        let (opened, compute, node) = try await atBusyNode()
        var studio = opened
        try await studio.press(.character("D"))
        try await studio.readCatalogues()
        let after = try #require(studio.model.data.computes.first { $0.name == compute.name })
        #expect(after.drain?.nodes.contains(node.name) == true && after.drain?.isWhole == false)
        #expect(studio.row(node.name.rawValue, "draining") != nil)
        try await studio.press(.character("u"))
        try await studio.readCatalogues()
        let restored = try #require(studio.model.data.computes.first { $0.name == compute.name })
        #expect(restored.drain?.holds(node.name) != true)
    }
}
