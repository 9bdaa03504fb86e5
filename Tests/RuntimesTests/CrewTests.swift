import Domain
import Foundation
import LinuxSystem
import Testing

@testable import Runtimes

/// Several processes of one command under one runner.
@Suite struct CrewTests {
    private let folder: JobFolder

    init() throws {
        folder = try JobFolder()
    }

    private func log(_ rank: Int) -> String { "\(folder.layout.artifacts)/user_logs/rank\(rank).txt" }

    /// The command once for each rank, which finds its number in RANK.
    private func plan(_ command: String, ranks: Int, serving: Set<Int> = [], grace: Duration = .seconds(60)) -> RunnerPlan {
        var plan = folder.plan(command)
        plan.grace = grace
        plan.ranks = (0..<ranks).map { rank in
            RunnerRank(log: log(rank), environment: ["RANK": "\(rank)"], serves: serving.contains(rank))
        }
        return plan
    }

    @Test func everyRankHasItsEnvironmentAndItsLog() async throws {
        let job = try await folder.runtime.start(plan("echo I am $RANK; echo oops >&2; ulimit -c", ranks: 3))
        let record = try #require(try await job.waitForExit().record)
        #expect(record.outcome == .exited(code: 0))
        #expect(record.rank == nil)
        for rank in 0..<3 { #expect(try folder.text(log(rank)) == "I am \(rank)\noops\n0\n") }
    }

    /// The others would wait for ever, one of them deaf to everything but KILL.
    @Test(arguments: [0, 1, 2])
    func oneThatFailsEndsTheOthersAndIsNamed(failing: Int) async throws {
        folder.makePipe("never")
        let job = try await folder.runtime.start(
            plan(
                """
                if [ $RANK = \(failing) ]; then until [ $(ls $JOB/ready.* | wc -l) = 2 ]; do sleep 0.01; done; exit 7; fi
                if [ $RANK = \((failing + 1) % 3) ]; then trap '' INT TERM; fi
                echo > $JOB/ready.$RANK; read < $JOB/never
                """, ranks: 3, grace: .milliseconds(50)))
        let record = try #require(try await job.waitForExit().record)
        #expect(record.outcome == .exited(code: 7))
        #expect(record.rank == failing)
    }

    @Test func theLeaderMayEndBeforeTheOthers() async throws {
        folder.makePipe("go")
        let job = try await folder.runtime.start(
            plan("if [ $RANK = 1 ]; then read < $JOB/go; echo last; exit 3; fi; echo first > $JOB/first", ranks: 2))
        _ = try await folder.appeared("first")
        try FileDescriptor.open(folder.path("go"), O_WRONLY).write([10])
        let record = try #require(try await job.waitForExit().record)
        #expect(record.outcome == .exited(code: 3) && record.rank == 1)
        #expect(try folder.text(log(1)) == "last\n")
    }

    @Test func whatServesEndsWhenTheOthersHave() async throws {
        folder.makePipe("never")
        let job = try await folder.runtime.start(
            plan(
                """
                if [ $RANK = 1 ]; then trap 'echo served; exit 4' TERM; echo > $JOB/up; while :; do read -t 1 < $JOB/never; done; fi
                until [ -e $JOB/up ]; do sleep 0.01; done
                """, ranks: 2, serving: [1]))
        let record = try #require(try await job.waitForExit().record)
        #expect(record.outcome == .exited(code: 0) && record.rank == nil)
    }

    @Test func aCancelReachesAllOfThem() async throws {
        folder.makePipe("never")
        let job = try await folder.runtime.start(
            plan(
                """
                if [ $RANK = 1 ]; then trap 'echo saved; exit 0' INT; fi
                echo $BASHPID > $JOB/pid.$RANK; read < $JOB/never
                """, ranks: 3))
        let processes = try await [folder.process("pid.0"), folder.process("pid.1"), folder.process("pid.2")]
        await job.cancel(grace: .seconds(60))
        let record = try #require(try await job.waitForExit().record)
        #expect(record.outcome == .signalled(2))
        // The one that wanted to save something was let.
        #expect(try folder.text(log(1)) == "saved\n")
        #expect(!processes.contains { $0.isAlive })
    }

    @Test func aKilledRunnerTakesAllOfThemAlong() async throws {
        folder.makePipe("never")
        let job = try await folder.runtime.start(plan("echo $$ > $JOB/pid.$RANK; read < $JOB/never", ranks: 2))
        let processes = try await [folder.process("pid.0"), folder.process("pid.1")]
        let record = try #require(try RunnerFiles(layout: folder.layout, attempt: "a1").runnerRecord())
        kill(record.runner.pid, SIGKILL)
        guard case .lost = try await job.waitForExit() else {
            Issue.record("the runner was killed")
            return
        }
        #expect(!processes.contains { $0.isAlive })
    }

    @Test func oneThatCannotBeStartedStartsNone() async throws {
        var plan = plan("echo > $JOB/ran.$RANK; read < $JOB/never", ranks: 2)
        plan.ranks[1].log = folder.path("nowhere/log.txt")
        folder.makePipe("never")
        await #expect(throws: AtelierError.self) { try await folder.runtime.start(plan) }
        let again = try await folder.runtime.reattach(folder.layout, attempt: "a1")
        guard case .exited(let record) = again, case .notStarted = record.outcome else {
            Issue.record("not told: \(again)")
            return
        }
    }

    @Test func whatItUsedIsOfAllOfThem() async throws {
        let job = try await folder.runtime.start(
            plan("for ((i = 0; i < 60000; i++)); do :; done", ranks: 3))
        let three = try #require(try await job.waitForExit().record)
        let single = try await folder.runtime.start(
            folder.plan("for ((i = 0; i < 60000; i++)); do :; done", attempt: "a2"))
        let one = try #require(try await single.waitForExit().record)
        #expect(three.userSeconds > one.userSeconds * 1.5)
    }
}
