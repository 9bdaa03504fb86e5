import Domain
import Foundation
@testable import Studio
import Terminal
import Testing

/// From a file of this box to a job.
struct NewJobTests {
    private static let job = """
        type: command
        display_name: from-a-file
        command: echo hello
        environment:
          image: python
        compute: azureml:local

        """

    /// A driver in a folder with jobs, a folder, something hidden, and something else.
    private static func withFolder(
        _ engine: ScriptedEngine = ScriptedEngine(), _ body: (StudioDriver, URL) async throws -> Void
    ) async throws {
        let root = FileManager.default.temporaryDirectory.appending(path: "atelier-new-job-\(UUID())")
        let folder = root.appending(path: "work")
        for inner in ["deep/deeper", ".hidden"] {
            try FileManager.default.createDirectory(at: folder.appending(path: inner), withIntermediateDirectories: true)
        }
        defer { try? FileManager.default.removeItem(at: root) }
        let broken = job.replacing("command: echo hello\n", with: "comand: echo hello\n")
        for (name, text) in ["train.yml": job, "broken.yaml": broken, "notes.txt": "", "deep/other.yml": job] {
            try Data(text.utf8).write(to: folder.appending(path: name))
        }
        let driver = await StudioDriver.open(engine)
        driver.setFolder(folder.path)
        await driver.press("c")
        try await body(driver, folder)
    }

    @Test func foldersAndJobsAreShown() async throws {
        try await Self.withFolder { driver, folder in
            #expect(driver.shows("New job: "))
            let names = driver.lines.compactMap { line in
                ["../", "deep/", ".hidden/", "broken.yaml", "train.yml", "notes.txt"].first { line.contains(" \($0) ") }
            }
            #expect(names == ["../", "deep/", "broken.yaml", "train.yml"])
            await driver.press(".")
            #expect(driver.shows(".hidden/"))
        }
    }

    @Test func lettersNarrowAndEnterSubmits() async throws {
        let engine = ScriptedEngine()
        try await Self.withFolder(engine) { driver, _ in
            await driver.type("TRA")
            #expect(!driver.shows("broken.yaml"))
            await driver.press("Enter")
            #expect(driver.model.overlay == nil)
            #expect(engine.changes == ["POST jobs"])
            #expect(driver.toast == "submitted from-a-file")
            #expect(driver.jobs?.selected == "new_job_n9")
        }
    }

    @Test func whatIsWrongStandsThereWithItsPlace() async throws {
        let engine = ScriptedEngine()
        try await Self.withFolder(engine) { driver, folder in
            await driver.type("bro")
            await driver.press("Enter")
            #expect(driver.shows("broken.yaml:3:1: unknown field \"comand\""))
            #expect(driver.toast == "broken.yaml: one thing is wrong; ^E opens the editor there")
            #expect(engine.changes == [])
            await driver.press("^E")
            try await driver.edit { edit in
                #expect(edit.path == folder.path + "/broken.yaml")
                #expect(edit.line == 3)
                try Data(Self.job.utf8).write(to: folder.appending(path: "broken.yaml"))
            }
            #expect(!driver.shows("unknown field"))
            await driver.press("Enter")
            #expect(engine.changes == ["POST jobs"])
        }
    }

    @Test func oneWalksThroughFolders() async throws {
        try await Self.withFolder { driver, folder in
            await driver.type("deep")
            await driver.press("Right")
            #expect(driver.shows("deeper/") && driver.shows("other.yml"))
            await driver.press("Left")
            #expect(driver.shows("› deep/"))
            await driver.press("Backspace")
            #expect(driver.shows("› work/"))
            await driver.type("work/deep/deeper/")
            #expect(driver.shows("work/deep/deeper"))
            await driver.type("../")
            #expect(driver.shows("other.yml"))
            await driver.press("Esc", "c")
            #expect(driver.shows("other.yml"))
            #expect(driver.model.session.jobFolder == folder.path + "/deep")
        }
    }

    @Test func aPastedPathGoesToTheFile() async throws {
        try await Self.withFolder { driver, folder in
            await driver.send(.input(.paste(folder.path + "/deep/other.yml\n")))
            #expect(driver.shows("› other.yml"))
        }
    }

    @Test func aFolderThatIsNotThereIsTold() async throws {
        try await Self.withFolder { driver, folder in
            await driver.type("nowhere/")
            #expect(driver.toast == "cannot look into \(folder.path)/nowhere; is it a folder, and yours to read?")
            #expect(driver.model.overlay is FileBrowser)
        }
    }

    @Test func aTemplateIsWrittenEditedAndRuns() async throws {
        let engine = ScriptedEngine()
        try await Self.withFolder(engine) { driver, folder in
            await driver.press("^T")
            try await driver.edit { edit in
                #expect(edit.path == folder.path + "/job.yml")
                let text = try String(contentsOf: URL(filePath: edit.path), encoding: .utf8)
                #expect(text == JobTemplate.text)
            }
            #expect(driver.shows("› job.yml"))
            await driver.press("Enter")
            #expect(driver.toast == "submitted first-steps")
            await driver.press("c", "^T")
            await driver.edit { #expect($0.path == folder.path + "/job-2.yml") }
        }
    }

    @Test func aReadOnlyStudioSubmitsNothing() async {
        let driver = await StudioDriver.open(isReadOnly: true)
        await driver.press("c")
        #expect(driver.model.overlay == nil)
    }
}

/// `^O` in a prompt.
struct PromptEditingTests {
    @Test func whatIsTypedGoesThroughTheEditor() async throws {
        let driver = await StudioDriver.open()
        await driver.press("/")
        await driver.type("fra")
        await driver.press("^O")
        let file = try await written(driver, "fraud\n!old\n")
        #expect(file.before == "fra")
        #expect(driver.jobs?.rows == ["dull_ant_d4"])
        #expect(driver.message == " /fraud !old")
        #expect(!FileManager.default.fileExists(atPath: file.path))
    }

    @Test func anEditorThatFailedChangesNothing() async throws {
        let driver = await StudioDriver.open()
        await driver.press(":")
        await driver.type("pane")
        await driver.press("^O")
        let file = try await written(driver, "other", isDone: false)
        #expect(driver.message.hasPrefix(" :pane"))
        #expect(!FileManager.default.fileExists(atPath: file.path))
    }

    private func written(
        _ driver: StudioDriver, _ text: String, isDone: Bool = true
    ) async throws -> (path: String, before: String) {
        var found = (path: "", before: "")
        try await driver.edit(isDone: isDone) { edit in
            found = (edit.path, try String(contentsOfFile: edit.path, encoding: .utf8))
            try Data(text.utf8).write(to: URL(filePath: edit.path))
        }
        return found
    }
}
