import ControlAPI
import Domain
import Foundation
import Testing

@testable import Studio

/// `R`: what a job was asked to do goes through the editor and runs.
struct RerunEditedTests {
    private static func text(of edit: FileEdit) throws -> String { try String(contentsOfFile: edit.path, encoding: .utf8) }

    @Test func whatWasEditedRuns() async throws {
        let engine = ScriptedEngine()
        let driver = await StudioDriver.open(engine)
        await driver.press("R")
        var path = ""
        try await driver.edit { edit in
            path = edit.path
            let text = try Self.text(of: edit)
            #expect(text.contains("\ncommand: python train.py --lr 0.01\n"))
            #expect(text.contains("\nenvironment: azureml:sklearn:1\n"))
            try Data(text.replacing("--lr 0.01", with: "--lr 0.1").utf8).write(to: URL(filePath: path))
        }
        #expect(engine.changes == ["POST jobs/calm_owl_q2/rerun"])
        #expect(engine.sent(Repetition.self).map { $0.spec?.work.command?.command } == ["python train.py --lr 0.1"])
        #expect(driver.toast?.hasPrefix("submitted ") == true)
        #expect(!FileManager.default.fileExists(atPath: path))
    }

    @Test func whatIsWrongIsToldAndNothingWrittenIsLost() async throws {
        let engine = ScriptedEngine()
        let driver = await StudioDriver.open(engine)
        await driver.press("R")
        try await driver.edit { edit in
            let text = try Self.text(of: edit).replacing("\ncommand:", with: "\ncomand:")
            try Data(text.utf8).write(to: URL(filePath: edit.path))
        }
        #expect(engine.changes == [])
        #expect(driver.message.contains("unknown field \"comand\", did you mean \"command\"?; edit again? (y/n)"))
        await driver.press("y")
        var path = ""
        try await driver.edit { edit in
            path = edit.path
            let text = try Self.text(of: edit)
            #expect(text.split(separator: "\n", omittingEmptySubsequences: false)[(edit.line ?? 1) - 1].hasPrefix("comand:"))
        }
        await driver.press("n")
        #expect(driver.toast == "nothing runs")
        #expect(!FileManager.default.fileExists(atPath: path))
        #expect(engine.changes == [])
    }

    @Test(arguments: [true, false]) func nothingRunsWhenNothingIsMeant(isDone: Bool) async throws {
        let engine = ScriptedEngine()
        let driver = await StudioDriver.open(engine)
        await driver.press("R")
        var path = ""
        try await driver.edit(isDone: isDone) { edit in
            path = edit.path
            if isDone { try Data("\n".utf8).write(to: URL(filePath: path)) }
        }
        #expect(engine.changes == [])
        #expect(driver.toast?.hasPrefix("nothing runs: ") == true)
        #expect(!FileManager.default.fileExists(atPath: path))
    }
}
