import Domain
import Foundation
import LinuxSystem
import Testing

@testable import Runtimes

@Suite struct RunnerProcessTests {
    @Test func theLogIsWhatTheCommandWroteAndTheExitCodeIsKept() async throws {
        let folder = try JobFolder()
        let job = try await folder.runtime.start(folder.plan("printf 'out\\0\\xff'; printf err >&2; pwd >&2; exit 7"))
        let record = try #require(try await job.waitForExit().record)
        #expect(record.outcome == .exited(code: 7))
        #expect(record.attempt == "a1")
        #expect(record.ended >= record.started)
        #expect(record.maximumResident > ByteCount(100_000))
        let log = try DurableFile.read(folder.layout.userLog)
        #expect(log == Array("out\0".utf8) + [0xFF] + Array("err\(folder.layout.work)\n".utf8))
        #expect(access(folder.layout.runnerPlan, F_OK) != 0, "the plan carries secrets")
    }

    @Test func aSignalIsToldFromAnExitCode() async throws {
        let folder = try JobFolder()
        let job = try await folder.runtime.start(folder.plan("kill -KILL $$"))
        #expect(try await job.waitForExit().record?.outcome == .signalled(9))
    }

    @Test func anAttemptIsStartedOnce() async throws {
        let folder = try JobFolder()
        let job = try await folder.runtime.start(folder.plan("echo ran >> $JOB/ran"))
        _ = try await job.waitForExit()
        await #expect(throws: AtelierError.self) { try await folder.runtime.start(folder.plan("echo ran >> $JOB/ran")) }
        #expect(try folder.text(folder.path("ran")) == "ran\n")
        let again = try await folder.runtime.start(folder.plan("echo ran >> $JOB/ran", attempt: "a2"))
        #expect(try await again.waitForExit().record?.attempt == "a2")
        #expect(try folder.text(folder.path("ran")) == "ran\nran\n")
    }

    @Test func aCommandThatCannotBeStartedIsAnErrorThatNamesWhy() async throws {
        let folder = try JobFolder()
        var plan = folder.plan("true")
        plan.workingDirectory = folder.path("nowhere")
        let error = await #expect(throws: AtelierError.self) { try await folder.runtime.start(plan) }
        #expect(error?.message.contains("cannot enter folder \(folder.path("nowhere")): No such file") == true)
        let again = try await folder.runtime.reattach(folder.layout, attempt: "a1")
        guard case .exited(let record) = again, case .notStarted(let why) = record.outcome else {
            Issue.record("not told: \(again)")
            return
        }
        #expect(why.contains("No such file"))
    }

    @Test func aMissingRunnerIsNamed() async throws {
        let folder = try JobFolder()
        let runtime = RunnerProcess(executable: "/nowhere/atelier-runner")
        let error = await #expect(throws: AtelierError.self) { try await runtime.start(folder.plan("true")) }
        #expect(error?.message.contains("/nowhere/atelier-runner") == true)
    }

    @Test func cancelEndsTheDeafAndTheRunaways() async throws {
        let folder = try JobFolder()
        folder.makePipe("never")
        let job = try await folder.runtime.start(
            folder.plan(
                """
                trap '' INT TERM
                (trap '' INT TERM; echo $BASHPID > $JOB/deaf; read < $JOB/never) &
                setsid bash -c 'trap "" INT TERM HUP; echo $$ > $JOB/runaway; read < $JOB/never' &
                (setsid bash -c 'setsid bash -c "echo \\$\\$ > $JOB/far; read < $JOB/never" & exit' &)
                read < $JOB/never
                """))
        let left = try await [folder.process("deaf"), folder.process("runaway"), folder.process("far")]
        #expect(left.allSatisfy { $0.isAlive })
        await job.cancel(grace: .milliseconds(20))
        #expect(try await job.waitForExit().record?.outcome == .signalled(9))
        #expect(!left.contains { $0.isAlive })
    }

    @Test func whatACommandLeavesBehindEndsWithIt() async throws {
        let folder = try JobFolder()
        folder.makePipe("never")
        let job = try await folder.runtime.start(
            folder.plan("setsid bash -c 'echo $$ > $JOB/runaway; read < $JOB/never' & until [ -s $JOB/runaway ]; do :; done"))
        #expect(try await job.waitForExit().record?.outcome == .exited(code: 0))
        let runaway = try #require(pid_t(try await folder.appeared("runaway")))
        #expect(ProcessIdentity(pid: runaway)?.isAlive != true)
    }

    @Test func aCommandMayEndByItselfOnInterrupt() async throws {
        let folder = try JobFolder()
        folder.makePipe("never")
        let job = try await folder.runtime.start(
            folder.plan("trap 'echo saved > $JOB/saved; exit 5' INT; echo > $JOB/ready; read < $JOB/never"))
        _ = try await folder.appeared("ready")
        await job.cancel(grace: .seconds(60))
        #expect(try await job.waitForExit().record?.outcome == .exited(code: 5))
        #expect(try folder.text(folder.path("saved")) == "saved\n")
    }

    @Test func anotherEngineTakesARunningJobOver() async throws {
        let folder = try JobFolder()
        folder.makePipe("go")
        let first = try await folder.runtime.start(folder.plan("echo 1; read < $JOB/go; echo 2; exit 3"))
        guard case .running(let second) = try await RunnerProcess().reattach(folder.layout, attempt: "a1") else {
            Issue.record("not running")
            return
        }
        let go = try FileDescriptor.open(folder.path("go"), O_WRONLY)
        try go.write([10])
        #expect(try await second.waitForExit().record?.outcome == .exited(code: 3))
        #expect(try await first.waitForExit() == second.waitForExit())
        #expect(try folder.text(folder.layout.userLog) == "1\n2\n")
    }

    @Test func aKilledRunnerTakesItsCommandsAlong() async throws {
        let folder = try JobFolder()
        folder.makePipe("never")
        let job = try await folder.runtime.start(
            folder.plan("setsid bash -c 'echo $$ > $JOB/child; read < $JOB/never' & read < $JOB/never"))
        let child = try await folder.process("child")
        let record = try #require(try RunnerFiles(layout: folder.layout, attempt: "a1").runnerRecord())
        kill(record.runner.pid, SIGKILL)
        guard case .lost = try await job.waitForExit() else {
            Issue.record("the runner was killed")
            return
        }
        #expect(!child.isAlive)
        #expect(!record.command.isAlive)
        guard case .lost = try await folder.runtime.reattach(folder.layout, attempt: "a1") else {
            Issue.record("the runner was killed")
            return
        }
    }

    @Test func anAttemptThatNeverRanIsClaimedBeforeItIsGivenUp() async throws {
        let folder = try JobFolder()
        guard case .notStarted = try await folder.runtime.reattach(folder.layout, attempt: "a1") else {
            Issue.record("nobody started it")
            return
        }
        // A runner of the engine that died, late.
        await #expect(throws: AtelierError.self) { try await folder.runtime.start(folder.plan("echo > $JOB/ran")) }
        #expect(access(folder.path("ran"), F_OK) != 0)
    }

    @Test func aRecordThatCannotBeReadIsReportedAndKept() async throws {
        let folder = try JobFolder()
        try DurableFile.write("{\"attempt\":", to: folder.layout.exitRecord)
        let error = await #expect(throws: AtelierError.self) {
            try await folder.runtime.reattach(folder.layout, attempt: "a1")
        }
        #expect(error?.message.contains("exit.json") == true)
        #expect(try folder.text(folder.layout.exitRecord) == "{\"attempt\":")
    }

    @Test func limitsReachTheCommand() async throws {
        let folder = try JobFolder()
        var plan = folder.plan("ulimit -n; ulimit -c; ulimit -v; ulimit -d; nice; taskset -cp $$ | sed 's/.*: //'")
        plan.limits = ResourceLimits(addressSpace: 1 << 30, data: 1 << 29, openFiles: 77)
        plan.cores = [0]
        plan.niceness = 7
        let job = try await folder.runtime.start(plan)
        _ = try await job.waitForExit()
        #expect(try folder.text(folder.layout.userLog) == "77\n0\n1048576\n524288\n7\n0\n")
    }

    @Test func theRunnerSurvivesWhatEndsOthers() async throws {
        let folder = try JobFolder()
        folder.makePipe("go")
        let job = try await folder.runtime.start(folder.plan("read < $JOB/go"))
        let record = try #require(try RunnerFiles(layout: folder.layout, attempt: "a1").runnerRecord())
        for number in [SIGHUP, SIGINT, SIGTERM, SIGQUIT] { kill(record.runner.pid, number) }
        try FileDescriptor.open(folder.path("go"), O_WRONLY).write([10])
        #expect(try await job.waitForExit().record?.outcome == .exited(code: 0))
    }

    /// The engine dies by SIGKILL while the command runs: the record is still written, the log still whole.
    @Test func theDeathOfItsParentDoesNotEndTheJob() async throws {
        let folder = try JobFolder()
        folder.makePipe("go")
        try DurableFile.write(try folder.plan("echo 1; read < $JOB/go; echo 2; exit 9").order.encoded(), to: folder.layout.runnerPlan)
        let runner = try #require(Host.executablePath.map { ($0 as NSString).deletingLastPathComponent + "/atelier-runner" })
        // A shell stands for the engine.
        var parent = Spawn("/bin/bash", ["-c", "setsid '\(runner)' '\(folder.layout.runnerPlan)' 3> $JOB/report & wait"])
        parent.environment = ["PATH": "/usr/bin:/bin", "JOB": folder.layout.root]
        let child = try ChildProcess(parent)
        #expect(try await folder.appeared("report") == "started")
        kill(child.pid, SIGKILL)
        #expect(try await child.waitForExit() == .signalled(9))
        guard case .running(let job) = try await folder.runtime.reattach(folder.layout, attempt: "a1") else {
            Issue.record("the job ended with its parent")
            return
        }
        try FileDescriptor.open(folder.path("go"), O_WRONLY).write([10])
        #expect(try await job.waitForExit().record?.outcome == .exited(code: 9))
        #expect(try folder.text(folder.layout.userLog) == "1\n2\n")
    }
}
