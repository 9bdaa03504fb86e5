import Domain
import Foundation
import Testing

@testable import Engine

@Suite struct JobStateMachineTests {
    private let now = Date(timeIntervalSince1970: 100)

    private func job(_ status: JobStatus) -> Job {
        Job(
            name: "j", workspace: "default",
            spec: JobSpec(work: .command(CommandWork(command: "true", environment: .inline(EnvironmentSpec())))),
            experiment: "e", displayName: "j", status: status, reason: "before", attempt: status == .queued ? 0 : 1,
            compute: "local", creation: CreationContext(at: now, by: "anna"))
    }

    private func after(_ change: JobChange, from status: JobStatus) throws -> JobStatus? {
        var job = job(status)
        return try JobStateMachine.apply(change, to: &job, at: now) ? job.status : nil
    }

    @Test func aJobGoesItsWay() throws {
        var job = job(.queued)
        for change in [JobChange.claimed("n0"), .preparing("building"), .started, .ended(.completed)] {
            #expect(try JobStateMachine.apply(change, to: &job, at: now))
        }
        #expect(job.status == .completed)
        #expect(job.attempt == 1)
        #expect(job.node == "n0")
        #expect(job.exitCode == 0)
        #expect(job.reason == nil)
        #expect(job.endedAt == now)
    }

    @Test func onlyAQueuedJobIsClaimed() throws {
        for status in JobStatus.allCases {
            #expect(try after(.claimed("n"), from: status) == (status == .queued ? .starting : nil), "\(status)")
        }
    }

    @Test func nothingMovesAFinalJob() throws {
        for status in JobStatus.allCases where status.isFinal {
            for change in [JobChange.claimed("n"), .requeued, .preparing("x"), .started, .ended(.completed)] {
                #expect(try after(change, from: status) == nil, "\(status) \(change)")
            }
        }
    }

    @Test func cancelling() throws {
        #expect(try after(.cancelRequested(by: "anna"), from: .queued) == .canceled)
        for status in [JobStatus.starting, .preparing, .running, .finalizing] {
            #expect(try after(.cancelRequested(by: "anna"), from: status) == .cancelRequested)
        }
        #expect(try after(.cancelRequested(by: "anna"), from: .cancelRequested) == nil)
        #expect(throws: AtelierError.self) { try after(.cancelRequested(by: "anna"), from: .completed) }
        var job = job(.running)
        _ = try JobStateMachine.apply(.cancelRequested(by: "anna"), to: &job, at: now)
        _ = try JobStateMachine.apply(.ended(.failed(reason: "exit code 130", exitCode: 130)), to: &job, at: now)
        #expect(job.status == .canceled)
        #expect(job.reason == "canceled by anna")
        #expect(job.exitCode == 130)
    }

    @Test func aClaimedJobThatNeverStartedWaitsAgain() throws {
        var job = job(.starting)
        job.node = "n"
        #expect(try JobStateMachine.apply(.requeued, to: &job, at: now))
        #expect(job.status == .queued)
        #expect(job.node == nil)
        #expect(try after(.requeued, from: .running) == nil)
    }
}
