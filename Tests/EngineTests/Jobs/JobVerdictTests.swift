import Domain
import Foundation
import Runtimes
import Testing

@testable import Engine

@Suite struct JobVerdictTests {
    @Test func exitsAreToldInWords() {
        #expect(verdict(.exited(.code(0))) == .completed)
        #expect(verdict(.exited(.code(3))) == .failed(reason: "exit code 3", exitCode: 3))
        #expect(
            verdict(.exited(.code(1)), line: "ValueError: no") == .failed(
                reason: "exit code 1: ValueError: no", exitCode: 1))
        #expect(
            verdict(.exited(.signal(9))) == .failed(reason: "killed by signal 9 (out of memory?)", exitCode: nil))
        #expect(
            verdict(.exited(.code(137))) == .failed(
                reason: "exit code 137 (killed by signal 9 (out of memory?))", exitCode: 137))
        #expect(verdict(.lost("gone")) == .failed(reason: "lost runner: gone", exitCode: nil))
        #expect(
            JobVerdict.outcome(of: .exited(.code(130)), overLimit: 60, lastLine: "x") == .failed(
                reason: "ran longer than its limit of 60 s", exitCode: 130))
    }

    @Test func lackOfMemoryIsToldAsWhatItWas() {
        let node = ComputeNode(
            name: "local-0", state: .running, since: Date(timeIntervalSince1970: 0), cores: [0], memory: .gibibytes(2),
            processMemory: .gibibytes(4))
        func reason(_ outcome: ExitRecord.Outcome, kills: Int?, line: String? = nil) -> String? {
            let record = ExitRecord(
                attempt: "x", outcome: outcome, started: node.since, ended: node.since,
                maximumResident: .gibibytes(1.5), outOfMemoryKills: kills)
            guard case .failed(let reason, _) = JobVerdict.outcome(
                of: .exited(record), overLimit: nil, lastLine: line, node: node)
            else { return nil }
            return reason
        }
        #expect(
            reason(.signalled(9), kills: 1)
                == "killed because the box ran out of memory (signal 9); its largest process held 1.5 GiB")
        #expect(
            reason(.exited(code: 137), kills: 2) == "exit code 137 (killed because the box ran out of memory (signal 9); "
                + "its largest process held 1.5 GiB)")
        #expect(
            reason(.signalled(9), kills: 0)
                == "killed by signal 9 (by a person or a program; the box did not run out of memory)")
        #expect(reason(.signalled(9), kills: nil) == "killed by signal 9 (out of memory?)")
        #expect(
            reason(.exited(code: 1), kills: 0, line: "MemoryError")
                == "exit code 1: MemoryError (a process on local-0 may hold 4.0 GiB)")
        #expect(
            reason(.exited(code: 1), kills: 0, line: "torch.OutOfMemoryError: CUDA out of memory.")
                == "exit code 1: torch.OutOfMemoryError: CUDA out of memory.")
        #expect(reason(.exited(code: 3), kills: 0, line: "ValueError: no") == "exit code 3: ValueError: no")
    }

    private func verdict(_ end: JobEnd, line: String? = nil) -> JobOutcome {
        JobVerdict.outcome(of: end, overLimit: nil, lastLine: line)
    }
}
