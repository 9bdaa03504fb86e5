import FoundationEssentials
@testable import Studio
import Testing

struct ScreenshotFolderTests {
    @Test func filesStandUnderTheirTime() throws {
        let path = FileManager.default.temporaryDirectory.path() + "/shots-\(UUID().uuidString)"
        defer { try? FileManager.default.removeItem(atPath: path) }
        let folder = ScreenshotFolder(path: path, zone: .gmt)
        let now = Date(timeIntervalSince1970: 1_779_372_005)
        let both = [ScreenText(name: "job", suffix: "svg", text: "<svg/>"), ScreenText(name: "job", suffix: "txt", text: "job\n")]
        #expect(try folder.save(both, at: now) == "\(path)/20260521-140005-job.{svg,txt}")
        #expect(try folder.save([both[1]], at: now) == "\(path)/20260521-140005-job.txt")
        #expect(try String(contentsOfFile: "\(path)/20260521-140005-job.svg", encoding: .utf8) == "<svg/>")
    }
}
