import Domain
import Foundation

/// The text of one file, decoded, and its lines.
package struct SourceText {
    /// Larger files are nobody's job.yml.
    static let sizeLimit = 1 << 20

    let name: String
    let text: String
    /// Split lazily by whoever asks for a place in the text.
    private(set) lazy var lines: [Substring] = text.split(separator: "\n", omittingEmptySubsequences: false)

    /// How many characters may still be looked at to point into long values; a hostile text would keep us searching.
    private var searchBudget = 20_000_000

    init(_ text: String, name: String) {
        self.name = name
        self.text = text.unicodeScalars.first == "\u{FEFF}" ? String(text.unicodeScalars.dropFirst()) : text
    }

    /// Reads a file; says what is wrong with it and returns nil when it cannot be read as text. `wantedAt` is where
    /// another document names the file, `shownAs` what diagnostics call it.
    static func read(
        file: String, shownAs shown: String, diagnostics: Diagnostics, wantedAt place: SourcePosition? = nil
    ) -> SourceText? {
        let here = place ?? .flag(shown)
        let path = FilePlace.absolute(file, in: FileManager.default.currentDirectoryPath)
        switch FilePlace.kind(of: path) {
        case nil: diagnostics.error("there is no file '\(file)'", at: here)
        case .folder: diagnostics.error("'\(file)' is a folder, not a file", at: here)
        case .file:
            switch SourceFile.read(path, upTo: sizeLimit + 1) {
            case .bytes(let data): return decode(data, name: shown, diagnostics: diagnostics)
            case .nobodyWrites:
                diagnostics.error("'\(file)' is a pipe that nobody writes to", at: here, hint: "name a file")
            case .unreadable: diagnostics.error("'\(file)' cannot be read", at: here, hint: "check its permissions")
            }
        }
        return nil
    }

    static func decode(_ data: Data, name: String, diagnostics: Diagnostics) -> SourceText? {
        let start = SourcePosition(name, line: 1, column: 1)
        guard data.count <= sizeLimit else {
            diagnostics.error("the file is larger than 1 MiB", at: start, hint: "a document this large is a mistake")
            return nil
        }
        if data.starts(with: [0xFF, 0xFE]) || data.starts(with: [0xFE, 0xFF]) {
            diagnostics.error("the file is UTF-16", at: start, hint: "save it as UTF-8")
            return nil
        }
        guard let text = String(validating: data, as: UTF8.self) else {
            let good = String(decoding: data.prefix(firstInvalidByte(in: data)), as: UTF8.self)
            diagnostics.error("the file is not UTF-8 here", at: end(of: good, name: name), hint: "save it as UTF-8")
            return nil
        }
        return SourceText(text, name: name)
    }

    private static func firstInvalidByte(in data: Data) -> Int {
        var low = 0
        var high = data.count
        // A cut may fall inside a character, so a prefix counts as good when at most three bytes of it are left over.
        func isGood(_ count: Int) -> Bool {
            (0...3).contains { $0 <= count && String(validating: data.prefix(count - $0), as: UTF8.self) != nil }
        }
        while low + 1 < high {
            let middle = (low + high) / 2
            if isGood(middle) { low = middle } else { high = middle }
        }
        while low > 0, String(validating: data.prefix(low), as: UTF8.self) == nil { low -= 1 }
        return low
    }

    static func end(of text: String, name: String) -> SourcePosition {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        return SourcePosition(name, line: lines.count, column: (lines.last?.unicodeScalars.count ?? 0) + 1)
    }

    /// The first place at or after `start` where the text says `needle` on one line.
    mutating func find(_ needle: String, from start: SourcePosition) -> SourcePosition? {
        guard start.source == name, !start.isFlag, start.line <= lines.count else { return nil }
        let wanted = Array(needle.unicodeScalars)
        for number in start.line...lines.count {
            guard searchBudget > 0 else { return nil }
            let scalars = Array(lines[number - 1].unicodeScalars)
            searchBudget -= scalars.count + 1
            let first = number == start.line ? start.column - 1 : 0
            let last = scalars.count - wanted.count
            guard !wanted.isEmpty, first <= last else { continue }
            let match = (first...last).first { index in
                scalars[index] == wanted[0] && scalars[index..<(index + wanted.count)].elementsEqual(wanted)
            }
            if let match { return SourcePosition(name, line: number, column: match + 1) }
        }
        return nil
    }
}
