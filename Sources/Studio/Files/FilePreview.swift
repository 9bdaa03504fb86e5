import Client
package import Domain

/// The beginning of a file as lines to look at: what kind of file it is, is told by its name and its first bytes.
package struct FilePreview: Sendable, Hashable {
    /// `text`, `JSON`, `CSV, 5 columns`, `image`, `binary`
    package let kind: String
    package let lines: [String]
    /// Lines of a text have numbers to speak of them.
    package let isNumbered: Bool
    /// More of the file follows than is shown.
    package let isCut: Bool

    /// As much of a file is read, in bytes.
    package static let longest: Int64 = 256 * 1024
    private static let longestDump = 4096

    package init(_ bytes: [UInt8], name: String, size: ByteCount) {
        let isCut = Int64(bytes.count) < size.bytes
        if bytes.isEmpty {
            self.init(kind: "empty", lines: [])
        } else if let image = ImageHeader(bytes) {
            self.init(kind: "image", lines: ["image, \(image), \(size)"])
        } else if let text = Self.text(bytes, isCut: isCut) {
            self.init(text, name: name, isCut: isCut)
        } else {
            self.init(
                kind: "binary", lines: HexDump.lines(of: bytes.prefix(Self.longestDump)),
                isCut: size.bytes > Self.longestDump)
        }
    }

    private init(_ text: String, name: String, isCut: Bool) {
        let name = name.lowercased()
        if name.hasSuffix(".json"), !isCut, let value = try? JSONParser.parse(text) {
            self.init(kind: "JSON", lines: Self.lines(of: value.indentedText), isNumbered: true)
        } else if let separator = Self.separator(of: name) {
            let table = DelimitedTable(text, separator: separator)
            self.init(kind: "table, \(table.columns) columns", lines: table.lines, isCut: isCut)
        } else {
            let isYAML = name == "mlmodel" || name.hasSuffix(".yml") || name.hasSuffix(".yaml")
            self.init(kind: isYAML ? "YAML" : "text", lines: Self.lines(of: text), isNumbered: true, isCut: isCut)
        }
    }

    private init(kind: String, lines: [String], isNumbered: Bool = false, isCut: Bool = false) {
        self.kind = kind
        self.lines = lines
        self.isNumbered = isNumbered
        self.isCut = isCut
    }

    private static func separator(of name: String) -> Character? {
        name.hasSuffix(".csv") ? "," : name.hasSuffix(".tsv") ? "\t" : nil
    }

    /// Nil for what is no text: zero bytes, or none of UTF-8. What was cut off may end within a letter.
    private static func text(_ bytes: [UInt8], isCut: Bool) -> String? {
        guard !bytes.contains(0) else { return nil }
        for dropped in 0...(isCut ? 3 : 0) {
            if let text = String(validating: bytes.dropLast(dropped), as: UTF8.self) { return text }
        }
        return nil
    }

    private static func lines(of text: String) -> [String] {
        var lines = text.split(omittingEmptySubsequences: false) { $0.isNewline }.map(String.init)
        if lines.last?.isEmpty == true { lines.removeLast() }
        return lines
    }
}

extension FilePreview {
    /// Reads as much as is shown. What the engine refuses to give is told where the file would stand.
    init(of file: FileReference, in workspace: WorkspaceName, from engine: any ControlCaller) async throws {
        var bytes: [UInt8] = []
        do {
            try await engine.readFile(file.path, of: file.job, in: workspace, count: Self.longest) { bytes += $0 }
            self.init(bytes, name: file.name, size: file.size)
        } catch let error as AtelierError where ![.unavailable, .timeout].contains(error.code) {
            self.init(kind: "not readable", lines: [error.message] + [error.hint].compactMap(\.self))
        }
    }
}
