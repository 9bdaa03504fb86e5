import Domain
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

    private func verdict(_ end: JobEnd, line: String? = nil) -> JobOutcome {
        JobVerdict.outcome(of: end, overLimit: nil, lastLine: line)
    }
}
