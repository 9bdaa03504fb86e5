import Domain
@testable import Studio
import Terminal
import Testing

/// `y` and the key after it.
struct CopyingTests {
    private func copied(_ keys: String...) async -> [String] {
        let driver = await StudioDriver.open()
        for key in keys { await driver.press(key) }
        return driver.wishes.compactMap { if case .copy(let text) = $0 { text } else { nil } }
    }

    @Test func whatMayFollowIsShownUntilTheSequenceIsWhole() async {
        let driver = await StudioDriver.open(size: Size(width: 200, height: 60))
        #expect(driver.hints.contains("y copy"))
        #expect(!driver.hints.contains("y y"))
        await driver.send(.resized(Size(width: 80, height: 24)))
        await driver.press("y")
        #expect(driver.message.hasPrefix(" y "))
        #expect(driver.hints == " y id  n name  p path  u address  c command  j JSON  Esc call off")
        await driver.press("Esc")
        #expect(driver.model.keys.pressed == [])
        #expect(driver.toast == nil)
    }

    @Test func aWrongKeyIsTold() async {
        let driver = await StudioDriver.open()
        await driver.press("y", "x")
        #expect(driver.toast == "no key: y x")
        #expect(driver.model.overlay == nil)
    }

    @Test func ofAJob() async {
        #expect(await copied("j", "y", "y") == ["brave_fox_x1"])
        #expect(await copied("j", "y", "n") == ["sweep-lr-0.01"])
        #expect(await copied("j", "y", "p") == ["/home/ana/atelier/runs/brave_fox_x1/artifacts"])
        #expect(await copied("j", "y", "u") == ["runs:/brave_fox_x1"])
        #expect(await copied("j", "y", "c") == ["atelier job show --name brave_fox_x1 --workspace-name default"])
        let json = await copied("j", "y", "j")
        #expect(json.first?.hasPrefix("{\n  \"artifacts\": \"/home/ana") == true)
        #expect(json.first?.contains("\"name\": \"brave_fox_x1\"") == true)
    }

    @Test func ofAModelAndAnEndpoint() async {
        #expect(await copied("5", "y", "y") == ["azureml:churn:3"])
        #expect(await copied("5", "y", "n") == ["churn"])
        #expect(await copied("5", "y", "u") == ["models:/churn/3"])
        #expect(await copied("6", "y", "u") == ["http://127.0.0.1:5001/endpoints/churn-api/score"])
        #expect(await copied("6", "y", "c") == ["atelier online-endpoint show --name churn-api --workspace-name default"])
    }

    @Test func whatHasNoneSaysSo() async {
        let driver = await StudioDriver.open()
        await driver.press("6", "y", "p")
        #expect(driver.toast == "only jobs and models have files")
        await driver.press("1", "y", "u")
        #expect(driver.toast == "a compute has no address")
    }
}
