import LinuxSystem
@testable import Studio
import Testing

struct EditorProgramTests {
    private func words(_ environment: [String: String], line: Int? = nil) -> [String]? {
        EditorProgram(environment: environment)?.spawn(on: "/tmp/a job.yml", line: line).arguments
    }

    @Test func theVisualEditorComesFirst() {
        #expect(words(["VISUAL": "vim", "EDITOR": "ed"]) == ["-c", "vim \"$@\"", "sh", "/tmp/a job.yml"])
        #expect(words(["VISUAL": " ", "EDITOR": "code --wait"]) == ["-c", "code --wait \"$@\"", "sh", "/tmp/a job.yml"])
    }

    @Test func onlyThoseThatKnowLinesAreSentToOne() {
        #expect(words(["EDITOR": "/usr/bin/nano -w"], line: 12)?.suffix(2) == ["+12", "/tmp/a job.yml"])
        #expect(words(["EDITOR": "code --wait"], line: 12)?.suffix(1) == ["/tmp/a job.yml"])
        #expect(words(["EDITOR": "code --wait"], line: 12)?.contains("+12") == false)
    }

    @Test func withoutOneThereIsNone() {
        #expect(words(["PATH": "/nowhere"]) == nil)
    }
}
