import Foundation
import Synchronization
import Testing

@testable import LinuxSystem

@Suite struct NodeThreadsTests {
    private static func usage(_ name: String) -> [ThreadUsage] { ThreadUsage.snapshot().filter { $0.name == name } }

    @Test func theyCarryTheNodesNameCoresAndNiceness() async throws {
        let core = try #require(CPUAffinity.current.cores.last)
        let pool = try NodeThreads(name: "node named-0", count: 3, cores: CPUAffinity(cores: [core]), niceness: 7)
        #expect(Self.usage("node named-0").map(\.niceness) == [7, 7, 7])
        let seen = try await pool.run { work in (CPUAffinity.current.cores, work.threads, work.isCancelled) }
        #expect(seen.0 == [core] && seen.1 == 3 && !seen.2)
        // Those that such a thread starts may run where it may.
        let inherited = try await pool.run { _ in
            let (monitor, found) = (Monitor(), Found())
            try BlockingWork.startThread {
                monitor.withLock { found.cores = CPUAffinity.current.cores }
                monitor.signal()
            }
            return monitor.withLock {
                while found.cores.isEmpty { monitor.wait() }
                return found.cores
            }
        }
        #expect(inherited == [core])
    }

    private final class Found: @unchecked Sendable {
        var cores: [Int] = []
    }

    @Test func whatCannotBeIsRefused() {
        #expect(throws: PosixError.self) { try NodeThreads(name: "node none-0", count: 2, cores: CPUAffinity(cores: [1000])) }
        #expect(throws: PosixError.self) { try NodeThreads(name: "node none-0", count: 2, cores: CPUAffinity(cores: [])) }
    }

    @Test func namesKeepWholeCharacters() throws {
        #expect(NodeThreads.shortened("node local-0") == "node local-0")
        #expect(NodeThreads.shortened("node äöüäöüäöüä") == "node äöüäö")
        let pool = try NodeThreads(name: "node of a long name", count: 1)
        #expect(Self.usage("node of a long ").count == 1 || Self.usage("node of a long").count == 1)
        #expect(pool.count == 1)
    }

    @Test func workGivesValuesAndErrors() async throws {
        let pool = try NodeThreads(name: "node work-0", count: 2)
        let sums = try await withThrowingTaskGroup(of: Int.self) { group in
            for number in 0..<200 { group.addTask { try await pool.run { _ in number * 2 } } }
            return try await group.reduce(0, +)
        }
        #expect(sums == 39800)
        await #expect(throws: PosixError.self) { try await pool.run { _ in throw PosixError(5, "try") } }
    }

    /// More levels and more pieces of work at once than there are threads.
    @Test func partsAreDealtOutWithoutDeadlock() async throws {
        let pool = try NodeThreads(name: "node deal-0", count: 3)
        let total = try await withThrowingTaskGroup(of: Int.self) { group in
            for _ in 0..<8 {
                group.addTask {
                    try await pool.run { work in
                        let sum = Sum()
                        try work.parallel(20) { outer in
                            try work.parallel(10) { inner in sum.add(outer * 10 + inner) }
                        }
                        return sum.value
                    }
                }
            }
            return try await group.reduce(0, +)
        }
        #expect(total == 8 * 199 * 200 / 2)
    }

    /// Also of work that nobody wants any more; those that come too late find nothing left, and hold nothing.
    @Test func whatMustBeDoneIsDoneOnce() async throws {
        let pool = try NodeThreads(name: "node all-0", count: 3)
        try await pool.run { work in
            work.cancel()
            for round in 0..<500 {
                let sum = Sum()
                work.all(round % 5) { sum.add(1 << ($0 * 8)) }
                #expect(sum.value == (0..<round % 5).reduce(0) { $0 + 1 << ($1 * 8) })
            }
        }
    }

    private final class Sum: Sendable {
        private let sum = Atomic(0)
        var value: Int { sum.load(ordering: .relaxed) }
        func add(_ number: Int) { sum.add(number, ordering: .relaxed) }
    }

    /// Two threads that each wait for the other to be in a body: only if both take part does it end.
    @Test func theOtherThreadsTakePart() async throws {
        let pool = try NodeThreads(name: "node part-0", count: 2)
        let threads = try await pool.run { work in
            let (monitor, found) = (Monitor(), Found())
            try work.parallel(2) { _ in
                monitor.withLock {
                    found.cores.append(Int(pthread_self()))
                    while found.cores.count < 2 { monitor.wait() }
                }
                monitor.signalAll()
            }
            return Set(found.cores).count
        }
        #expect(threads == 2)
    }

    @Test func theFirstErrorEndsTheRest() async throws {
        let pool = try NodeThreads(name: "node fail-0", count: 2)
        let begun = Sum()
        await #expect(throws: PosixError.self) {
            try await pool.run { work in
                try work.parallel(10_000) { index in
                    begun.add(1)
                    if index == 3 { throw PosixError(5, "try") }
                }
            }
        }
        #expect(begun.value < 10_000)
        #expect(try await pool.run { _ in 1 } == 1)
    }

    @Test func workIsToldThatItIsCancelled() async throws {
        let pool = try NodeThreads(name: "node stop-0", count: 1)
        let (begun, begin) = AsyncStream<Void>.makeStream()
        let task = Task {
            try await pool.run { work in
                begin.finish()
                while !work.isCancelled { sched_yield() }
                try work.parallel(3) { _ in Issue.record("cancelled work goes on") }
            }
        }
        for await _ in begun {}
        // What waits behind it never begins.
        let waiting = Task { try await pool.run { _ in Issue.record("cancelled work began") } }
        waiting.cancel()
        await #expect(throws: CancellationError.self) { try await waiting.value }
        task.cancel()
        await #expect(throws: CancellationError.self) { try await task.value }
        #expect(try await pool.run { work in work.isCancelled } == false)
    }

    @Test func timeIsCountedByName() async throws {
        let pool = try NodeThreads(name: "node time-0", count: 2)
        let before = ThreadUsage.seconds(of: "node time-0", in: ThreadUsage.snapshot())
        let tick = 1 / Host.ticksPerSecond
        // Until the kernel has counted some.
        try await pool.run { work in
            while ThreadUsage.seconds(of: "node time-0", in: ThreadUsage.snapshot()) < before + 2 * tick { _ = work.isCancelled }
        }
        #expect(ThreadUsage.seconds(of: "node time-0", in: ThreadUsage.snapshot()) >= before + 2 * tick)
        #expect(ThreadUsage.seconds(of: "node other-0", in: ThreadUsage.snapshot()) == 0)
    }
}
