import Foundation
import Testing

@testable import LinuxSystem

@Suite struct LoadTests {
    @Test func coresAreBusyByWhatTheyDidNotIdle() {
        let before = ProcessorTimes(parsing: "cpu  300 0 0 900 0 0 0\ncpu0 100 0 0 400 0 0 0 0 0 0\ncpu2 10 0 0 50 0 0 0 0 0 0\nintr 1 2")
        let after = ProcessorTimes(parsing: "cpu0 120 10 10 440 20 0 0 0 7 0\ncpu2 10 0 0 150 0 0 0 0 0 0\ncpu3 5 5 5 5\n")
        // cpu1 is offline; cpu3 came online, so nothing is known of what it did meanwhile.
        #expect(after.busyShares(since: before) == [0.4, 0, 0, 0])
        #expect(before.busyShares(since: after) == [0, 0, 0])
        #expect(ProcessorTimes(parsing: "").busyShares(since: before) == [])
        #expect(ProcessorTimes(parsing: "cpu0 a b\ncpuX 1 2 3 4").cores.isEmpty)
    }

    @Test func memoryIsWhatCanBeHad() {
        let state = MemoryState(parsing: "MemTotal:  1000 kB\nMemFree:  100 kB\nMemAvailable:   600 kB\n")
        #expect(state.totalBytes == 1_024_000 && state.availableBytes == 614_400)
        #expect(MemoryState(parsing: "MemTotal: 10 kB\nMemFree: 4 kB").availableBytes == 4096)
        #expect(MemoryState(parsing: "MemTotal: 10 kB\nMemAvailable: 40 kB").availableBytes == 10_240)
        #expect(MemoryState(parsing: "rubbish").totalBytes == 0)
    }

    @Test func aProcessNameMayHoldAnything() throws {
        let tail = "S 7 42 42 0 -1 4194304 100 0 0 0 11 4 30 5 20 0 3 0 9000 1000000 250 "
            + "18446744073709551615 1 1 0 0 0 0 0 0 0 0 0 0 17 3 0 0 0 0 0"
        let entry = try #require(ProcessTable.Entry(parsing: Array("42 (a) (b c) \(tail)\n".utf8)))
        #expect(entry.pid == 42 && entry.name == "a) (b c" && entry.state == "S" && entry.parent == 7)
        #expect(entry.ticks == 15 && entry.childTicks == 35 && entry.startTime == 9000)
        #expect(entry.residentPages == 250 && entry.core == 3 && entry.niceness == 0)
        for wrong in ["", "42", "42 (a", "x (a) \(tail)", "42 (a) S 7 42", ") 4 ("] {
            #expect(ProcessTable.Entry(parsing: Array(wrong.utf8)) == nil)
        }
    }

    @Test func thisProcessIsSeenAtWork() throws {
        let own = try #require(ProcessTable.entry(getpid()))
        #expect(own.residentPages > 0 && own.ticks > 0)
        #expect(ProcessTable.threads(of: getpid()).contains { $0.pid == getpid() })
        #expect(ProcessTable.commandLine(of: own).contains("swift-testing"))
        #expect(ProcessTable.commandLine(of: own, limit: 4).utf8.count == 4)
        #expect(ProcessTable.threads(of: -1).isEmpty)
    }

    @Test func theBoxIsRead() throws {
        #expect(Host.processorTimes.cores.count >= Host.onlineCores)
        #expect(Host.memory.totalBytes > Host.memory.availableBytes)
        #expect(Host.uptime > 0 && Host.ticksPerSecond >= 1 && Host.pageSize >= 4096)
        let space = try #require(Host.space(at: "/tmp"))
        #expect(space.totalBytes >= space.availableBytes && space.totalBytes > 0)
        #expect(Host.space(at: "/no/such/place") == nil)
        #expect(Host.counter("oom_kill", in: "oom_killer 1\noom_kill 7\n") == 7)
        #expect(Host.counter("oom_kill", in: "nr_free 1\n") == nil)
        #expect(Host.firstNumber(in: "0.25 1.00 2.00 1/94 4515\n") == 0.25)
    }
}
