import Foundation
import Testing

@testable import LinuxSystem

@Suite struct SystemTests {
    @Test func anOrderSurvivesItsFile() throws {
        let order = RunnerOrder(
            attempt: "a1", command: "echo 'x=y'\n# zwei", workingDirectory: "/w", environment: ["A": "1=2", "B": ""], log: "/l",
            runnerRecord: "/r", exitRecord: "/e", attempts: "/a",
            limits: ResourceLimits(addressSpace: .max, data: 9, processes: 1, openFiles: 2, fileSize: 3, core: nil), cores: [0, 3],
            niceness: -5, oomScore: 300)
        #expect(try RunnerOrder(decoding: order.encoded()) == order)
        var bad = order
        bad.command = "a\0b"
        #expect(throws: RunnerOrder.Malformed.self) { try bad.encoded() }
        #expect(throws: RunnerOrder.Malformed.self) { try RunnerOrder(decoding: order.encoded() + Array("new-limit=1\0".utf8)) }
        #expect(throws: RunnerOrder.Malformed.self) { try RunnerOrder(decoding: Array(order.encoded().dropFirst(30))) }
        #expect(throws: RunnerOrder.Malformed.self) { try RunnerOrder(decoding: []) }
    }

    @Test func processesAreFoundByTheirMark() async throws {
        let folder = try Scratch()
        mkfifo(folder.path("never"), 0o600)
        var spawn = Spawn("bash", ["-c", "read < \(folder.path("never"))"])
        spawn.environment = ["PATH": "/usr/bin:/bin", "ATELIER_TEST": folder.root]
        let child = try ChildProcess(spawn)
        // Once it reads, it runs: before that the kernel may still be laying out its environment.
        let writer = try FileDescriptor.open(folder.path("never"), O_WRONLY)
        defer { withExtendedLifetime(writer.raw) {} }
        #expect(ProcessTable.pids(withVariable: "ATELIER_TEST", value: folder.root) == [child.pid])
        #expect(ProcessTable.snapshot().descendants(of: getpid()).contains { $0.pid == child.pid })
        await child.terminate(grace: .seconds(60))
        #expect(ProcessTable.pids(withVariable: "ATELIER_TEST", value: folder.root).isEmpty)
    }

    @Test func anIdentityIsOfOneProcessInOneBoot() throws {
        let own = ProcessIdentity.current
        #expect(own.isAlive && own.pid == getpid() && own.bootID.count == 36)
        #expect(!ProcessIdentity(pid: own.pid, startTime: own.startTime + 1, bootID: own.bootID).isAlive)
        #expect(!ProcessIdentity(pid: own.pid, startTime: own.startTime, bootID: "another").isAlive)
        #expect(try JSONDecoder().decode(ProcessIdentity.self, from: JSONEncoder().encode(own)) == own)
    }

    @Test func blockingWorkLeavesTheCallersThread() async throws {
        let (reader, writer) = (DispatchSemaphore(value: 0), DispatchSemaphore(value: 0))
        // As many as would fill the cooperative pool many times over; each waits for the next.
        let answers = try await withThrowingTaskGroup(of: Int.self) { group in
            for number in 0..<16 {
                group.addTask { try await BlockingWork.run { reader.signal(); writer.wait(); return number } }
            }
            try await BlockingWork.run { for _ in 0..<16 { reader.wait() }; for _ in 0..<16 { writer.signal() } }
            return try await group.reduce(0, +)
        }
        #expect(answers == 120)
        await #expect(throws: PosixError.self) { try await BlockingWork.run { throw PosixError(EIO, "read") } }
    }

    @Test func theHostIsKnown() throws {
        #expect(!Host.name.isEmpty && !Host.userName.isEmpty)
        #expect(Host.executablePath?.hasPrefix("/") == true)
        #expect(CPUAffinity.current.cores.count >= 1)
    }

    @Test func aWaitIsWokenByThePastToo() async throws {
        let bell = Doorbell()
        bell.ring()
        bell.ring()
        try await bell.wait()
        let waits = Task { try await bell.wait() }
        bell.ring()
        try await waits.value
    }
}
