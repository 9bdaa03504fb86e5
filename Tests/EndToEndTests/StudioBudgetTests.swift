import Foundation
import Glibc
import LinuxSystem
import TerminalBench
import Testing

/// What the studio may cost a slow line: the bytes of the real program on a real screen.
@Suite(.serialized) struct StudioBudgetTests {
    @Test(.ends) func aFollowedLineIsAScrollAndALine() async throws {
        try await Box.with { box in
            // Prints a line whenever the test says so.
            let pipe = box.root.appending(path: "lines").path
            try #require(mkfifo(pipe, 0o600) == 0)
            let job = try await box.submit(try box.writeJob("slow", command: "echo first; exec cat \(pipe)"))
            let lines = try await BlockingWork.run { try FileDescriptor.open(pipe, O_WRONLY).release() }
            defer { close(lines) }
            let window = try StudioWindow(box, width: 200, height: 60)
            try await window.wait(for: "first")
            #expect(window.text.utf8.count < 12_000, "the pictures until the log's first line")
            var sizes: [Int] = []
            for number in 1...60 {
                let before = window.text.utf8.count
                let line = "2026-03-04T10:00:\(number) INFO trainer epoch \(number / 9) step \(number * 7919 % 997) loss 0.\(number * 104_729 % 9973) mark-\(number).\n"
                _ = write(lines, line, line.utf8.count)
                try await window.wait(for: "mark-\(number).")
                sizes.append(window.text.utf8.count - before)
            }
            // The pane is full from the middle on; the clock and the load of the box are seen in some of them.
            let scrolled = sizes.suffix(25).sorted()
            #expect(scrolled[12] <= 250, "\(sizes)")
            window.type("Q")
            #expect(try await window.end() == .exited(0))
            try await box.atelier("job", "cancel", "--name", job)
        }
    }
}
