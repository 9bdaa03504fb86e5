import Client
import Domain
import Foundation
@testable import Studio
import Testing

/// `T`: one request to an endpoint by hand.
struct TestCallTests {
    @Test func theAnswerIsToldAndTheRequestStandsThereAgain() async {
        let engine = ScriptedEngine()
        let driver = await StudioDriver.open(engine)
        await driver.press("6", "T")
        await driver.type("{\"data\": [[1]]}")
        await driver.press("Enter")
        #expect(engine.sent(ScoringRequest.self).map { String(decoding: $0.body, as: UTF8.self) } == ["{\"data\": [[1]]}"])
        #expect(engine.sent(ScoringRequest.self).first?.uri == "http://127.0.0.1:5001/endpoints/churn-api/score")
        #expect(driver.toast?.hasPrefix("blue of churn-api: 200 in ") == true)
        #expect(driver.toast?.hasSuffix(" ms: {\"predictions\": [0]}") == true)
        await driver.press("T")
        #expect(driver.message.hasSuffix("churn-api: {\"data\": [[1]]}"))
        #expect(driver.model.session.samples == ["churn-api": "{\"data\": [[1]]}"])
    }

    @Test func whatTheModelSaysWentWrongIsTold() async {
        let driver = await StudioDriver.open()
        await driver.press("6", "Enter", "T")
        await driver.type("nonsense")
        await driver.press("Enter")
        #expect(driver.toast?.hasSuffix(" ms: no \\u{1B}JSON") == true)
        #expect(driver.model.toast?.kind == .failure)
    }

    @Test func theRequestMayBeAFile() async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "request-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try Data("{\"data\": [[2]]}".utf8).write(to: URL(filePath: folder + "/request.json"))
        let engine = ScriptedEngine()
        let driver = await StudioDriver.open(engine)
        driver.setFolder(folder)
        await driver.press("6", "T")
        await driver.type("@request.json")
        await driver.press("Enter")
        #expect(engine.sent(ScoringRequest.self).map { String(decoding: $0.body, as: UTF8.self) } == ["{\"data\": [[2]]}"])
        await driver.press("T", "^U")
        await driver.type("@nowhere.json")
        await driver.press("Enter")
        #expect(driver.toast == "cannot read the request file '\(folder)/nowhere.json': no such file or directory; is the path right?")
    }

    @Test func theImaginedEndpointAnswersWithARowEach() async throws {
        let engine = DemoEngine()
        func ask(_ name: String, _ body: String) async throws -> ScoringResponse {
            try await engine.score(
                ScoringRequest(uri: "http://127.0.0.1:5001/endpoints/\(name)/score", key: "k", body: Array(body.utf8)))
        }
        let answer = try await ask("iris-api", "{\"data\": [[1], [2]]}")
        #expect(answer.status == 200 && answer.deployment == "blue")
        #expect(try JSONParser.parse(answer.text)["predictions"].map { if case .array(let rows) = $0 { rows.count } else { 0 } } == 2)
        #expect(try await ask("iris-api", "no").status == 424)
        #expect(try await ask("nobody", "{}").status == 404)
    }
}
