import Foundation
import Glibc
import LinuxSystem
import Testing

/// Distributed jobs over the real programs, and over the death of the engine.
@Suite struct DistributedTests {
    private static let more = """
        distribution: {type: pytorch, process_count_per_instance: 3}
        """

    @Test(.ends) func oneThatFailsEndsTheOthersWithoutAnEngine() async throws {
        try await Box.with { box in
            // Two wait for ever; the third fails when it is let.
            let file = try box.writeJob(
                "torch",
                command: """
                    mkfifo pipe.$RANK
                    echo $$ > \(box.root.path)/pid.$RANK
                    echo rank $RANK of $WORLD_SIZE is up
                    read line < pipe.$RANK
                    echo "ValueError: told to fail" >&2
                    exit 9
                    """, more: Self.more)
            let job = try await box.submit(file)
            for rank in 0..<3 { try await box.wait(for: "pid.\(rank)", toContain: "\n") }
            let ranks = try (0..<3).map { try box.process(toldIn: "pid.\($0)") }
            try await box.killEngine()
            let work = box.home.appending(path: "workspaces/default/jobs/\(job)/work")
            try Data("go\n".utf8).write(to: work.appending(path: "pipe.1"))
            for rank in ranks { try await rank.waitForExit() }

            let streamed = try await box.stream(job)
            #expect(streamed.code == 1)
            #expect(streamed.output.contains("rank 0 of 3 is up"))
            #expect(streamed.output.contains("of the process 1 that failed"))
            #expect(streamed.output.contains("rank 1: exit code 9: ValueError: told to fail"))
            let logs = box.logFile(of: job).deletingLastPathComponent()
            #expect(
                try FileManager.default.contentsOfDirectory(atPath: logs.path).sorted() == [
                    "std_log.txt", "std_log_process_00.txt", "std_log_process_01.txt", "std_log_process_02.txt",
                ])
        }
    }

    @Test(.ends) func aKillEndsAllOfThem() async throws {
        try await Box.with { box in
            let file = try box.writeJob(
                "torch",
                command: """
                    trap '' INT TERM
                    echo $$ > \(box.root.path)/pid.$RANK
                    mkfifo pipe.$RANK
                    while :; do read line < pipe.$RANK; done
                    """, more: Self.more)
            let job = try await box.submit(file)
            for rank in 0..<3 { try await box.wait(for: "pid.\(rank)", toContain: "\n") }
            let ranks = try (0..<3).map { try box.process(toldIn: "pid.\($0)") }
            _ = try await box.atelier("job", "kill", "--name", job)
            for rank in ranks { try await rank.waitForExit() }
            _ = try await box.stream(job)
            #expect(try await box.status(of: job) == "Canceled")
        }
    }
}
