import Foundation
import Testing

@testable import LinuxSystem

@Suite struct ProgramTextTests {
    /// Kilobytes of files that are mapped, of which a test program's own are most.
    private func mapped() throws -> Int {
        let status = try String(contentsOfFile: "/proc/self/status", encoding: .utf8)
        let line = try #require(status.split(separator: "\n").first { $0.hasPrefix("RssFile:") })
        return try #require(line.split(whereSeparator: \.isWhitespace).dropFirst().first.flatMap { Int($0) })
    }

    @Test func textIsLetGoAndComesBack() throws {
        let before = try mapped()
        ProgramText.release()
        let after = try mapped()
        #expect(after < before)
    }
}
