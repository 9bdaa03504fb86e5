import Foundation
import Testing

/// A picture kept as text to be read, below `Golden`. `Golden/README.md` says how to write them anew.
struct GoldenFile {
    /// With the folder, without the ending.
    let name: String

    private static let isWriting = ProcessInfo.processInfo.environment["ATELIER_GOLDEN"] == "write"

    init(_ name: String) {
        self.name = name
    }

    /// Records each line that is not as it was, or keeps the lines when they are to be written.
    func check(_ lines: [String]) throws {
        if Self.isWriting {
            let file = URL(filePath: #filePath).appending(path: "../../Golden/\(name).txt").standardizedFileURL
            try Data((lines.joined(separator: "\n") + "\n").utf8).write(to: file)
            return
        }
        let stored = try #require(
            Bundle.module.url(forResource: "Golden/\(name)", withExtension: "txt"),
            "there is no picture of \(name) yet: see Golden/README.md")
        let text = try String(contentsOf: stored, encoding: .utf8)
        let expected = text.split(separator: "\n", omittingEmptySubsequences: false).dropLast().map(String.init)
        #expect(lines.count == expected.count)
        for (row, (`is`, was)) in zip(lines, expected).enumerated() where `is` != was {
            Issue.record("\(name), row \(row):\n was |\(was)|\n is  |\(`is`)|")
        }
    }
}
