import Domain
import Foundation
import LinuxSystem
import Testing

@testable import Engine

@Suite struct BoxLoadTests {
    private func reading(
        at uptime: Double, cores: String = "", _ job: BoxReading.Job? = nil, name: JobName? = "fox"
    ) -> BoxReading {
        reading(at: uptime, cores: cores, on: [job], name: name)
    }

    private func reading(
        at uptime: Double, cores: String = "", on jobs: [BoxReading.Job?], name: JobName? = "fox"
    ) -> BoxReading {
        let nodes = jobs.enumerated().map { index, job in
            let node = ComputeNode(
                name: NodeName("cpu-\(index)"), state: .running, job: name, since: Date(timeIntervalSince1970: 0), cores: [0],
                memory: .gibibytes(1))
            return BoxReading.Node(placed: PlacedNode(workspace: "default", compute: "cpu", node: node), job: job)
        }
        return BoxReading(
            at: Date(timeIntervalSince1970: uptime), uptime: uptime, processors: ProcessorTimes(parsing: cores),
            loadAverage: 0.5, memory: Usage(used: ByteCount(1), total: ByteCount(4)),
            disk: Usage(used: ByteCount(2), total: ByteCount(4)),
            nodes: nodes)
    }

    private func entry(
        _ pid: Int32, parent: Int32 = 10, ticks: UInt64, children: UInt64 = 0, state: String = "R", started: UInt64 = 5
    ) throws -> ProcessTable.Entry {
        let text = "\(pid) (p\(pid)) \(state) \(parent) 1 1 0 -1 0 0 0 0 0 \(ticks) 0 \(children) 0 20 0 1 0 \(started) 0 3 "
            + "0 0 0 0 0 0 0 0 0 0 0 0 0 17 1 0 0"
        return try #require(ProcessTable.Entry(parsing: Array(text.utf8)))
    }

    private func process(_ entry: ProcessTable.Entry, threads: [ProcessTable.Entry] = []) -> BoxReading.Process {
        BoxReading.Process(entry: entry, command: "python \(entry.pid)", threads: threads)
    }

    private func load(_ before: BoxReading, _ after: BoxReading) -> BoxLoad {
        BoxLoad(from: before, to: after, ticksPerSecond: 100, pageSize: 4096)
    }

    /// A trial has no runner and no process of its own: the engine's threads work for it.
    @Test func aTrialsThreadsAreItsNodes() {
        func reading(_ uptime: Double, _ seconds: Double) -> BoxReading {
            var reading = self.reading(at: uptime, on: [nil, nil])
            reading.threads = [
                ThreadUsage(id: 7, name: "node cpu-0", seconds: seconds, niceness: 10, core: 1),
                ThreadUsage(id: 8, name: "node cpu-0", seconds: 5, niceness: 10, core: 0),
                ThreadUsage(id: 9, name: "atelierd", seconds: uptime, niceness: 0, core: 0),
            ]
            return reading
        }
        let load = load(reading(100, 3), reading(102, 4.5))
        #expect(
            load.nodes[0].threads == [
                ThreadLoad(id: 7, name: "node cpu-0", processors: 0.75, core: 1, niceness: 10),
                ThreadLoad(id: 8, name: "node cpu-0", processors: 0, core: 0, niceness: 10),
            ])
        #expect(load.nodes[0].processors == 0.75)
        #expect(load.nodes[1].threads == nil && load.nodes[1].processors == 0)
    }

    @Test func processesAreChargedWithWhatTheyRanMeanwhile() throws {
        let runner = try entry(10, parent: 1, ticks: 1)
        let before = BoxReading.Job(
            runner: runner,
            processes: [process(try entry(11, ticks: 100), threads: [try entry(11, ticks: 60), try entry(12, ticks: 40)])])
        let after = BoxReading.Job(
            runner: runner,
            processes: [
                process(try entry(13, parent: 11, ticks: 20, started: 700)),
                process(try entry(11, ticks: 250), threads: [try entry(11, ticks: 110), try entry(12, ticks: 140)]),
            ])
        let load = load(
            reading(at: 100, cores: "cpu0 0 0 0 0", before), reading(at: 101, cores: "cpu0 75 0 0 25", after))
        #expect(load.cores == [0.75] && load.loadAverage == 0.5 && load.memory.share == 0.25)
        let node = try #require(load.nodes.first)
        #expect(node.job == "fox" && node.processors == 1.7)
        #expect(node.memory == Usage(used: ByteCount(2 * 3 * 4096), total: .gibibytes(1)))
        #expect(node.processes.map(\.pid) == [11, 13])
        #expect(node.processes.map(\.processors) == [1.5, 0.2])
        #expect(node.processes[0].threads.map(\.id) == [12, 11])
        #expect(node.processes[0].threads.map(\.processors) == [1, 0.5])
        #expect(node.processes[0].threads.first?.core == 1)
    }

    @Test func whatEndedMeanwhileIsChargedToTheNode() throws {
        let before = BoxReading.Job(
            runner: try entry(10, parent: 1, ticks: 0),
            processes: [process(try entry(11, ticks: 10)), process(try entry(12, parent: 11, ticks: 30))])
        // 12 ran 20 more, ended, and 11 waited for it.
        let after = BoxReading.Job(
            runner: try entry(10, parent: 1, ticks: 0), processes: [process(try entry(11, ticks: 10, children: 50))])
        let node = try #require(load(reading(at: 1, before), reading(at: 2, after)).nodes.first)
        #expect(node.processors == 0.2)
        #expect(node.processes.map(\.processors) == [0])
    }

    @Test func anotherJobOnTheNodeBeginsAtNothing() throws {
        let before = BoxReading.Job(
            runner: try entry(10, parent: 1, ticks: 0), processes: [process(try entry(11, ticks: 5000))])
        let after = BoxReading.Job(
            runner: try entry(10, parent: 1, ticks: 0, started: 900),
            processes: [process(try entry(11, ticks: 30, started: 900)), process(try entry(14, ticks: 9, state: "Z"))])
        let node = try #require(load(reading(at: 1, before), reading(at: 2, after)).nodes.first)
        #expect(node.processes.map(\.processors) == [0.3])
        // A zombie's time still counts, but it is no process any more.
        #expect(node.processors == 0.39)
        let idle = try #require(load(reading(at: 1, before), reading(at: 2, name: nil)).nodes.first)
        #expect(idle.processors == 0 && idle.processes.isEmpty && idle.job == nil && idle.memory.used == ByteCount(0))
    }

    /// 11 belongs to the first node, 21 to the second; 30 was orphaned and says nothing.
    private func split(_ runner: ProcessTable.Entry, _ entries: [ProcessTable.Entry]) -> [BoxReading.Job] {
        BoxReading.Job(runner: runner, processes: entries.map { process($0) })
            .split(over: 2) { [11: 0, 21: 1, 23: 1, 99: 7][$0.pid] }
    }

    @Test func eachNodeOfAJobHasItsOwnProcesses() throws {
        let runner = try entry(10, parent: 1, ticks: 5, children: 40)
        let before = split(
            runner,
            [
                try entry(11, ticks: 100), try entry(12, parent: 11, ticks: 7), try entry(21, ticks: 10),
                try entry(22, parent: 21, ticks: 200), try entry(30, ticks: 3), try entry(99, ticks: 0),
            ])
        #expect(before.map { $0.processes.map(\.entry.pid).sorted() } == [[11, 12, 30, 99], [21, 22]])
        let after = split(
            runner,
            [
                try entry(11, ticks: 150), try entry(12, parent: 11, ticks: 7), try entry(21, ticks: 10),
                try entry(22, parent: 21, ticks: 280), try entry(30, ticks: 13), try entry(99, ticks: 0),
            ])
        let nodes = load(reading(at: 1, on: before), reading(at: 2, on: after)).nodes
        #expect(nodes.map(\.processors) == [0.6, 0.8])
        #expect(nodes.map(\.memory.used) == [ByteCount(4 * 3 * 4096), ByteCount(2 * 3 * 4096)])
        #expect(nodes.map { $0.processes.map(\.pid) } == [[11, 30, 12, 99], [22, 21]])
        #expect(BoxReading.Job(runner: runner, processes: []).split(over: 1) { _ in 3 }.count == 1)
    }

    @Test func whatTheRunnerAloneHasWaitedForIsNoNodes() throws {
        let before = split(
            try entry(10, parent: 1, ticks: 5),
            [
                try entry(11, ticks: 10), try entry(12, parent: 11, ticks: 30), try entry(21, ticks: 500),
                try entry(22, parent: 21, ticks: 100), try entry(23, ticks: 50),
            ])
        // 21 and its child are gone; 12 ran 20 more, ended, and 11 waited for it.
        let after = split(
            try entry(10, parent: 1, ticks: 5, children: 600), [try entry(11, ticks: 10, children: 50), try entry(23, ticks: 80)])
        let nodes = load(reading(at: 1, on: before), reading(at: 2, on: after)).nodes
        #expect(nodes.map(\.processors) == [0.2, 0.3])
    }
}
