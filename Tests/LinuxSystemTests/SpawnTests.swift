import Foundation
import LinuxSystem
import Testing

@Suite struct SpawnTests {
    @Test func aMissingProgramIsAnErrorThatNamesIt() throws {
        let error = #expect(throws: PosixError.self) { try Spawn("/nowhere/program").start() }
        #expect(error?.description == "cannot execute /nowhere/program: No such file or directory")
        let lookup = #expect(throws: PosixError.self) { try Spawn("no-such-program").start() }
        #expect(lookup?.description == "cannot find no-such-program: No such file or directory")
    }

    @Test func descriptorsArriveUnderTheirNumbersEvenWhenTheyCross() async throws {
        var one = try PipeEnds()
        var two = try PipeEnds()
        var spawn = Spawn("bash", ["-c", "echo one >&$A; echo two >&$B; ls /proc/self/fd | wc -l >&$A"])
        // Each one's number in the child is the other's number here.
        spawn.environment = ["A": "\(two.writer)", "B": "\(one.writer)", "PATH": "/usr/bin:/bin"]
        spawn.descriptors = [two.writer: one.writer, one.writer: two.writer]
        let child = try ChildProcess(spawn)
        one.closeWriter()
        two.closeWriter()
        #expect(try await child.waitForExit() == .exited(0))
        // Three standard ones, the two, and the folder `ls` reads.
        #expect(try one.reader.read(count: 100) == Array("one\n6\n".utf8))
        #expect(try two.reader.read(count: 100) == Array("two\n".utf8))
    }

    @Test func theChildStartsWithDefaultSignalsInItsFolder() async throws {
        let pipe = try PipeEnds()
        var spawn = Spawn("bash", ["-c", "pwd; grep -E 'SigBlk|SigIgn' /proc/self/status | cut -f2; read || echo eof"])
        spawn.environment = ["PATH": "/usr/bin:/bin"]
        spawn.workingDirectory = "/usr"
        spawn.standardOutput = pipe.writer
        _ = try await ChildProcess(spawn).waitForExit()
        let bytes = try #require(try pipe.reader.read(count: 1000))
        let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n")
        #expect(lines.first == "/usr" && lines.last == "eof" && lines.count == 4)
        // Above 31 lie the real-time signals, two of which the C library keeps to itself.
        #expect(lines.dropFirst().prefix(2).allSatisfy { UInt64($0, radix: 16).map { $0 & 0x7FFF_FFFF } == 0 })
    }

    @Test func anEndedChildIsReapedThoughNobodyWaits() async throws {
        let child = try ChildProcess(Spawn("true"))
        // Waiting on the handle alone sees the end; the reaper is about to follow.
        try await child.handle.waitForExit()
        #expect(try await child.waitForExit() == .exited(0))
        #expect(kill(child.pid, 0) != 0)
    }

    @Test func waitingCanBeCancelled() async throws {
        let folder = try Scratch()
        mkfifo(folder.path("never"), 0o600)
        let child = try ChildProcess(Spawn("bash", ["-c", "read < \(folder.path("never"))"]))
        let waits = Task { try await child.waitForExit() }
        waits.cancel()
        await #expect(throws: CancellationError.self) { try await waits.value }
        await child.terminate(grace: .seconds(60))
        #expect(child.exitStatus == .signalled(SIGTERM))
    }

    @Test func terminateKillsTheDeafAndWhatOutlivesTheLeader() async throws {
        let folder = try Scratch()
        mkfifo(folder.path("never"), 0o600)
        let script = """
            (trap '' TERM; echo $BASHPID > \(folder.path("deaf")); read < \(folder.path("never"))) &
            until [ -s \(folder.path("deaf")) ]; do :; done; echo > \(folder.path("ready")); wait
            """
        let child = try ChildProcess(Spawn("bash", ["-c", script]))
        let watch = try FileWatch(folder.path("ready"))
        while access(folder.path("ready"), F_OK) != 0 { try await watch.next() }
        let text = String(decoding: try DurableFile.read(folder.path("deaf")), as: UTF8.self).dropLast()
        let pid = try #require(pid_t(text))
        let deaf = try #require(ProcessIdentity(pid: pid))
        let handle = try #require(try ProcessHandle(deaf))
        #expect(await child.terminate(grace: .seconds(60)) == .signalled(SIGTERM))
        try await handle.waitForExit()
        #expect(!deaf.isAlive)
    }

    @Test func manyChildrenAtOnce() async throws {
        let codes = try await withThrowingTaskGroup(of: TerminationStatus.self) { group in
            for code in 0..<60 {
                group.addTask { try await ChildProcess(Spawn("bash", ["-c", "exit \(code)"])).waitForExit() }
            }
            return try await group.reduce(into: Set<TerminationStatus>()) { $0.insert($1) }
        }
        #expect(codes == Set((0..<60).map { TerminationStatus.exited($0) }))
    }

    @Test func aHandleOfAStrangerSeesItsEndAndNotItsSuccessor() async throws {
        let folder = try Scratch()
        mkfifo(folder.path("go"), 0o600)
        let child = try ChildProcess(Spawn("bash", ["-c", "read < \(folder.path("go"))"]))
        let identity = child.handle.identity
        #expect(identity.isAlive)
        #expect(try ProcessHandle(ProcessIdentity(pid: identity.pid, startTime: 1, bootID: identity.bootID)) == nil)
        let handle = try #require(try ProcessHandle(identity))
        #expect(!handle.hasExited)
        try FileDescriptor.open(folder.path("go"), O_WRONLY).write([10])
        try await handle.waitForExit()
        #expect(handle.hasExited)
        #expect(!identity.isAlive)
    }
}
