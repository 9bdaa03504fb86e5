import Foundation
import LinuxSystem
@testable import Studio
import Testing

struct LinePipeTests {
    @Test(arguments: [("tr a-z A-Z", "ONE\nTWO\n"), ("false; cat | tail -1", "two\n"), ("exit 3", ""), ("echo \"it's\"", "it's\n")])
    func aShellRunsItWithTheLines(command: String, output: String) async throws {
        let place = FileManager.default.temporaryDirectory.appending(path: "pipe-\(UUID().uuidString)").path
        defer { try? FileManager.default.removeItem(atPath: place) }
        let pipe = LinePipe(command: "{ \(command); } > '\(place)'", text: "one\ntwo\n")
        let input = try NamelessFile.holding(pipe.text)
        var shell = pipe.spawn(reading: input.raw, environment: ["PATH": "/usr/bin:/bin"])
        // Without a terminal nobody presses Enter, and it does not wait for that.
        (shell.standardOutput, shell.standardError, shell.grouping) = (nil, nil, .ownSession)
        _ = try await ChildProcess(shell).waitForExit()
        #expect(try String(contentsOfFile: place, encoding: .utf8) == output)
    }
}
