import Domain
@testable import Studio
import Testing

/// `!`: a command on what is selected.
struct ShellTests {
    private func asked(_ driver: StudioDriver) -> ShellCommand? {
        driver.wishes.compactMap { if case .shell(let command) = $0 { command } else { nil } }.last
    }

    @Test func aCommandRunsAmongTheJobsFiles() async {
        let driver = await StudioDriver.open()
        await driver.press("Enter", "!")
        #expect(driver.message.contains("among the files of train-large, empty for a shell !"))
        await driver.type("ls -l")
        await driver.press("Enter")
        let job = driver.model.subject.job?.rawValue ?? ""
        #expect(asked(driver)?.command == "ls -l")
        #expect(asked(driver)?.folder == "/home/ana/atelier/runs/\(job)/artifacts")
        #expect(asked(driver)?.variables["ATELIER_JOB"] == job)
        #expect(asked(driver)?.variables["ATELIER_WORKSPACE"] == "default")
    }

    @Test func nothingTypedIsAShell() async {
        let driver = await StudioDriver.open()
        driver.setFolder("/home/ana/work")
        await driver.press("6", "!", "Enter")
        #expect(asked(driver)?.command == nil && asked(driver)?.folder == "/home/ana/work")
        #expect(asked(driver)?.variables["ATELIER_ENDPOINT"] == "churn-api")
    }

    @Test func aReadOnlyStudioHasNone() async {
        let driver = await StudioDriver.open(isReadOnly: true)
        await driver.press("!")
        #expect(driver.model.overlay == nil)
    }
}
