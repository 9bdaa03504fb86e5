import Domain
import Foundation
@testable import Studio
import Testing

/// A job's files: the tree, what is in them, and copies of them.
struct FilesScreenTests {
    private static func open(_ engine: ScriptedEngine = ScriptedEngine()) async -> StudioDriver {
        let driver = await StudioDriver.open(engine)
        await driver.press("j", "o")
        return driver
    }

    private func list(_ driver: StudioDriver) -> [String] { driver.pane(FilesPane.self)?.list.rows ?? [] }

    @Test func oOpensTheFilesOfTheSelectedJob() async {
        let driver = await Self.open()
        #expect(driver.model.screen.kind == .files(SampleWorld.running))
        #expect(list(driver) == [
            "artifacts", "artifacts/logs", "artifacts/model", "artifacts/metrics.json", "artifacts/predictions.csv", "code",
        ])
        #expect(driver.lines[0].contains("Jobs ▸ brave_fox_x1 ▸ Files"))
        await driver.press("q")
        #expect(driver.jobs?.selected == SampleWorld.running)
    }

    @Test func foldersOpenAndClose() async {
        let driver = await Self.open()
        await driver.press("G", "Enter")
        #expect(list(driver).last == "code/train.py")
        await driver.press("j", "h")
        #expect(driver.pane(FilesPane.self)?.list.selected == "code")
        await driver.press("h")
        #expect(list(driver).last == "code")
        await driver.press("g", "h")
        #expect(list(driver) == ["artifacts", "code"])
        await driver.press("l")
        #expect(list(driver).count == 6)
    }

    @Test func theSelectedFileIsShown() async {
        let driver = await Self.open()
        await driver.press("j", "j", "j")
        #expect(driver.shows("JSON, 36 B"))
        #expect(driver.shows("1 {"))
        #expect(driver.shows("7   \"loss\": 0.412"))
        await driver.press("j")
        #expect(driver.shows(" 1  churn, soon   0.93"))
    }

    @Test func whatTerminalsObeyIsLeftOut() async {
        let driver = await Self.open()
        await driver.press("j", "Enter", "j")
        #expect(driver.shows("2 epoch 2 loss 0.5"))
        #expect(!driver.text.contains("\u{1B}"))
    }

    @Test func enterGoesToWhatIsInTheFile() async {
        let driver = await Self.open()
        await driver.press("j", "j", "j", "Enter")
        #expect(driver.focus == .preview)
        #expect(driver.hints.contains("S save"))
    }

    @Test func theFilterFindsFilesByTheirPath() async {
        let driver = await Self.open()
        await driver.press("/")
        await driver.type("PRED")
        #expect(list(driver) == ["artifacts/predictions.csv"])
        await driver.press("Esc")
        #expect(list(driver).count == 6)
    }

    @Test func aCopyIsSavedAndNothingWrittenOver() async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "atelier-save-\(UUID())")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let driver = await Self.open()
        driver.setFolder(folder.path)
        await driver.press("j", "j", "j", "S")
        #expect(driver.toast == "saved as \(folder.path)/metrics.json")
        await driver.press("S")
        #expect(driver.toast == "saved as \(folder.path)/metrics-2.json")
        for name in ["metrics.json", "metrics-2.json"] {
            #expect(try String(contentsOf: folder.appending(path: name), encoding: .utf8) == SampleWorld.sampleFiles["artifacts/metrics.json"])
        }
        await driver.press("Space", "Space", "S")
        #expect(driver.toast == "saved 2 files in \(folder.path)")
        await driver.press("\\", "g", "S")
        #expect(driver.toast == "a folder: 'atelier job download --name brave_fox_x1' copies all of them")
    }

    @Test func thePathIsCopied() async {
        let driver = await Self.open()
        await driver.press("j", "j", "j", "y", "p", "y", "u", "y", "y")
        let copied = driver.wishes.compactMap { if case .copy(let text) = $0 { text } else { nil } }
        #expect(copied == [
            "/home/ana/atelier/runs/brave_fox_x1/artifacts/metrics.json", "runs:/brave_fox_x1/metrics.json",
            "artifacts/metrics.json",
        ])
        await driver.press("G", "l", "j", "y", "p")
        #expect(driver.toast == "code is kept as a snapshot; 'S' saves a copy of the file")
    }
}
