import Foundation
import LinuxSystem
@testable import Studio
import Testing

struct ShellCommandTests {
    @Test(arguments: [("tr a-z A-Z", "ONE\nTWO\n"), ("false; cat | tail -1", "two\n"), ("exit 3", ""), ("echo \"it's\"", "it's\n")])
    func aShellRunsItWithTheLines(command: String, output: String) async throws {
        let place = FileManager.default.temporaryDirectory.appending(path: "pipe-\(UUID().uuidString)").path
        defer { try? FileManager.default.removeItem(atPath: place) }
        let command = ShellCommand("{ \(command); } > '\(place)'", text: "one\ntwo\n")
        let input = try NamelessFile.holding(command.text ?? "")
        var shell = command.spawn(reading: input.raw, environment: ["PATH": "/usr/bin:/bin"])
        // Without a terminal nobody presses Enter, and it does not wait for that.
        (shell.standardOutput, shell.standardError, shell.grouping) = (nil, nil, .ownSession)
        _ = try await ChildProcess(shell).waitForExit()
        #expect(try String(contentsOfFile: place, encoding: .utf8) == output)
    }

    @Test func itRunsWhereAndOnWhatIsSelected() throws {
        let command = ShellCommand("ls", folder: "/runs/fox", variables: ["ATELIER_JOB": "fox"])
        let shell = command.spawn(reading: 0, environment: ["PATH": "/bin", "SHELL": "/bin/zsh"])
        #expect(shell.workingDirectory == "/runs/fox" && shell.environment["ATELIER_JOB"] == "fox")
        #expect(shell.executable == "/bin/sh" && shell.arguments.last == "ls")
        #expect(ShellCommand(nil).spawn(reading: 0, environment: ["SHELL": "/bin/zsh"]).executable == "/bin/zsh")
        #expect(ShellCommand(nil).spawn(reading: 0, environment: [:]).executable == "/bin/sh")
    }
}
