import Domain
import Foundation
import LinuxSystem
import Testing

@testable import Engine

@Suite struct BoxLoadTests {
    private func reading(
        at uptime: Double, cores: String = "", _ job: BoxReading.Job? = nil, name: JobName? = "fox"
    ) -> BoxReading {
        let node = ComputeNode(
            name: "cpu-0", state: .running, job: name, since: Date(timeIntervalSince1970: 0), cores: [0],
            memory: .gibibytes(1))
        return BoxReading(
            at: Date(timeIntervalSince1970: uptime), uptime: uptime, processors: ProcessorTimes(parsing: cores),
            loadAverage: 0.5, memory: Usage(used: ByteCount(1), total: ByteCount(4)),
            disk: Usage(used: ByteCount(2), total: ByteCount(4)),
            nodes: [.init(placed: PlacedNode(workspace: "default", compute: "cpu", node: node), job: job)])
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
}
