import Domain
import Foundation

/// The names of a table's columns, from the header of its first file. No more is read than that takes.
struct TableColumns {
    let names: [String]
    /// The file that they stand in.
    let file: String

    /// A header longer than this is no header.
    private static let most = 1 << 16

    /// Of a CSV file or the first one in a folder; nil for other files, whose columns only their rows tell.
    init?(at path: String, _ kind: FilePlace.Kind) {
        guard kind == .folder else {
            self.init(file: path)
            return
        }
        let inside = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
        guard let first = inside.sorted().first(where: { Self.separator(of: $0) != nil }) else { return nil }
        self.init(file: path + "/" + first)
    }

    private init?(file: String) {
        guard let separator = Self.separator(of: file) else { return nil }
        self.init(file: file, separator: separator)
    }

    /// Nil where what is done with the rows makes columns, or nothing on this box has a header.
    init?(of table: MLTable) {
        guard case .delimited(let files)? = table.format, files.hasHeader, [.utf8, .utf8bom, .ascii].contains(files.encoding),
            case .file(let path)? = table.sources.first, path.hasPrefix("/"),
            let header = TableColumns(file: path, separator: files.separator)
        else { return nil }
        var names = header.names + (table.includesPath ? ["Path"] : [])
        for step in table.steps {
            switch step {
            case .keepColumns(let kept): names = names.filter(kept.contains)
            case .dropColumns(let dropped): names = names.filter { !dropped.contains($0) }
            case .other: return nil
            case .take, .skip, .takeRandomSample, .filter, .convertColumnTypes: break
            }
        }
        self.init(names: names, file: path)
    }

    private init(names: [String], file: String) {
        self.names = names
        self.file = file
    }

    /// Nil when the first row does not end in what was read, and for what is no text.
    private init?(file: String, separator: Character) {
        guard let handle = FileHandle(forReadingAtPath: file) else { return nil }
        defer { try? handle.close() }
        guard var bytes = try? handle.read(upToCount: Self.most), !bytes.contains(0) else { return nil }
        let isWhole = bytes.count < Self.most
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { bytes.removeFirst(3) }
        let rows = DelimitedText.rows(of: String(decoding: bytes, as: UTF8.self), separator: separator)
        guard let header = rows.first, isWhole || rows.count > 1 else { return nil }
        self.init(names: header, file: file)
    }

    private static func separator(of path: String) -> Character? {
        let name = path.lowercased()
        return name.hasSuffix(".csv") ? "," : name.hasSuffix(".tsv") ? "\t" : nil
    }
}

extension TableColumns {
    /// What to say of a column that is not there; nil of one that is.
    func problem(with name: String, shownAs shown: String) -> (message: String, hint: String?)? {
        guard !names.contains(name) else { return nil }
        // A header that was not taken apart is like no name.
        let isOneText = names.count == 1 && names[0].contains { ";\t|".contains($0) }
        let meant = isOneText ? nil : EditDistance.nearest(to: name, among: names)
        let listed = names.prefix(10).joined(separator: ", ") + (names.count > 10 ? ", …" : "")
        let hint = isOneText ? "its fields are not separated by commas: describe it by an MLTable" : "it has \(listed)"
        return (
            "there is no column \"\(name)\" in '\(shown)'" + Reading.suggestion(meant), meant == nil ? hint : nil
        )
    }
}
