import Domain
import FoundationEssentials
import Glibc

/// The first rows of files, read no further than needed.
struct TablePreview {
    let limit: Int
    private var names: [String] = []
    private var rows: [[JSONValue]] = []
    private(set) var notes: [String] = []

    init(limit: Int) {
        self.limit = limit
    }

    var value: JSONValue {
        .array(rows.map { row in
            .object(Dictionary(zip(names, row), uniquingKeysWith: { first, _ in first }))
        })
    }

    var columns: [Column] { names.map { Column($0, keys: [$0]) } }

    /// A file as its name says: CSV as columns, JSON lines by their members, any other text by its lines.
    mutating func add(file path: String) throws {
        let name = path.lowercased()
        if name.hasSuffix(".csv") || name.hasSuffix(".tsv") {
            try addDelimited(
                FileHead(path), separator: name.hasSuffix(".tsv") ? "\t" : ",", hasHeader: true, encoding: .utf8,
                upTo: limit)
        } else if name.hasSuffix(".jsonl") {
            try addJSONLines(FileHead(path), encoding: .utf8, upTo: limit)
        } else {
            names = ["Line"]
            rows = try FileHead(path).lines(.utf8).prefix(limit).map { [.string($0)] }
        }
    }

    /// The first files of a folder, by path.
    mutating func add(folder: String) throws {
        let files = try Self.files(in: folder)
        names = ["File", "Bytes"]
        rows = files.prefix(limit).map { file in
            let size = try? FileManager.default.attributesOfItem(atPath: "\(folder)/\(file)")[.size] as? Int
            return [.string(file), size.map { .int(Int64($0)) } ?? .null]
        }
        if files.count > rows.count { notes.append("\(rows.count) of \(files.count) files") }
    }

    mutating func add(_ table: MLTable) throws {
        let skipped = table.steps.reduce(0) { if case .skip(let count) = $1 { $0 + count } else { $0 } }
        for (index, path) in try table.sources.flatMap(Self.files(of:)).enumerated() where rows.count < limit + skipped {
            let head = try FileHead(path)
            switch table.format {
            case .delimited(let files)?:
                try addDelimited(
                    head, separator: files.separator,
                    hasHeader: files.header == .fromFirstFile ? index == 0 : files.hasHeader, encoding: files.encoding,
                    upTo: limit + skipped)
            case .jsonLines(let files)?:
                try addJSONLines(head, encoding: files.encoding, upTo: limit + skipped)
            case .parquet?, .deltaLake?:
                throw AtelierError(
                    .unsupported, "\(path.neutralised) is Parquet, which Atelier does not read",
                    hint: "read it in a job with pandas or pyarrow")
            case nil:
                if names.isEmpty { names = ["Path"] }
                rows.append([.string(path)])
            }
        }
        for step in table.steps { apply(step) }
        rows = Array(rows.prefix(limit))
    }

    private mutating func apply(_ step: MLTable.Step) {
        switch step {
        case .take(let count): rows = Array(rows.prefix(count))
        case .skip(let count): rows = Array(rows.dropFirst(count))
        case .keepColumns(let kept): keep { kept.contains($0) }
        case .dropColumns(let dropped): keep { !dropped.contains($0) }
        case .takeRandomSample: notes.append("'take_random_sample' is not carried out in a preview")
        case .filter: notes.append("'filter' is not carried out in a preview")
        case .convertColumnTypes: notes.append("'convert_column_types' is not carried out in a preview")
        case .other(let name): notes.append("'\(name)' is not carried out in a preview")
        }
    }

    private mutating func keep(_ isKept: (String) -> Bool) {
        let places = names.indices.filter { isKept(names[$0]) }
        names = places.map { names[$0] }
        rows = rows.map { row in places.map { $0 < row.count ? row[$0] : .null } }
    }

    private mutating func addDelimited(
        _ head: FileHead, separator: Character, hasHeader: Bool, encoding: TextEncoding, upTo limit: Int
    ) throws {
        var read = DelimitedText.rows(of: try head.text(encoding), separator: separator)
        // The last row of a file that was not read to its end may be cut short.
        if !head.isWhole, read.count > 1 { read.removeLast() }
        if hasHeader, !read.isEmpty {
            let header = read.removeFirst()
            if names.isEmpty { names = Self.unique(header) }
        }
        if names.isEmpty { names = (0..<(read.map(\.count).max() ?? 0)).map { "Column\($0 + 1)" } }
        for row in read.prefix(max(0, limit - rows.count)) {
            rows.append(names.indices.map { $0 < row.count ? .string(row[$0]) : .null })
        }
    }

    private mutating func addJSONLines(_ head: FileHead, encoding: TextEncoding, upTo limit: Int) throws {
        for line in try head.lines(encoding).prefix(max(0, limit - rows.count)) where !line.isEmpty {
            guard case .object(let members) = try JSONParser.parse(line) else {
                throw AtelierError(.invalidArgument, "\(head.path.neutralised) holds a line that is no JSON object")
            }
            let new = members.keys.sorted().filter { !names.contains($0) }
            names += new
            rows.append(names.map { members[$0] ?? .null })
        }
        rows = rows.map { $0 + Array(repeating: .null, count: names.count - $0.count) }
    }

    /// As pandas has it: the second `x` is `x.1`.
    private static func unique(_ header: [String]) -> [String] {
        var seen: [String: Int] = [:]
        return header.map { name in
            defer { seen[name, default: 0] += 1 }
            return seen[name].map { "\(name).\($0)" } ?? name
        }
    }

    // MARK: Files

    private static func files(of source: MLTable.Source) throws -> [String] {
        switch source {
        case .file(let path): return [try local(path)]
        case .folder(let path):
            let folder = try local(path)
            return try files(in: folder).map { "\(folder)/\($0)" }
        case .pattern(let pattern):
            let whole = try local(pattern)
            // The folder that no wildcard is in.
            let fixed = whole.split(separator: "/").prefix { !$0.contains { "*?[".contains($0) } }
            let folder = "/" + fixed.joined(separator: "/")
            let flags = whole.contains("**") ? 0 : FNM_PATHNAME
            let simple = whole.replacing("**/", with: "*")
            return try files(in: folder).map { "\(folder)/\($0)" }.filter { fnmatch(simple, $0, flags) == 0 }
        }
    }

    private static func local(_ path: String) throws -> String {
        guard path.hasPrefix("/") else {
            throw AtelierError(
                .unavailable, "\(path.neutralised) is not on this box", hint: "a preview fetches nothing")
        }
        return path
    }

    /// Of a folder and those in it, by path; a single file is itself.
    private static func files(in folder: String) throws -> [String] {
        var isFolder = false
        guard FileManager.default.fileExists(atPath: folder, isDirectory: &isFolder) else {
            throw AtelierError(.notFound, "there is nothing at \(folder.neutralised)", hint: "was it deleted?")
        }
        return try FileManager.default.subpathsOfDirectory(atPath: folder).filter { path in
            var isInner = false
            return FileManager.default.fileExists(atPath: "\(folder)/\(path)", isDirectory: &isInner) && !isInner
        }.sorted()
    }
}
