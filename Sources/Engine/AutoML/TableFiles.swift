import Domain
import Learning
import LinuxSystem

/// Reads the data of an `automl` job into a table: a file of delimited text or of JSON lines, a folder of such files, or an MLTable.
struct TableFiles: Sendable {
    /// Reads the `MLTable` file of a folder. Blocks.
    let describe: @Sendable (String) throws -> MLTable
    /// Where a location that an MLTable names lies on this box.
    let locate: @Sendable (String) throws -> String

    /// Blocks. Throws `invalidArgument` with the file, the line and the column of what is wrong.
    ///
    /// - Parameters:
    ///   - texts: columns that are texts, whatever they look like.
    ///   - parallel: runs parts side by side; nil reads on the calling thread.
    func read(_ path: String, texts: Set<String> = [], parallel: TableReader.Parallel? = nil) throws -> Table {
        guard let stamp = try FileStamp.of(path, followingLinks: true) else {
            throw AtelierError(.notFound, "there is nothing at \(path.neutralised)", hint: "check the path of the data")
        }
        guard stamp.kind == .folder else {
            return try read([path], Self.format(of: path, texts: texts), parallel: parallel)
        }
        if try FileStamp.of("\(path)/MLTable", followingLinks: true) != nil {
            return try read(describe(path), in: path, texts: texts, parallel: parallel)
        }
        let files = try FileTree.names(in: path).filter { Self.isTable($0) }.sorted().map { "\(path)/\($0)" }
        guard let first = files.first else {
            throw AtelierError(
                .invalidArgument, "the folder \(path.neutralised) has neither an MLTable file nor one that ends in .csv, .tsv or .jsonl",
                hint: "give the path of a file, or of a folder with an MLTable")
        }
        return try read(files, Self.format(of: first, texts: texts), parallel: parallel)
    }

    private func read(_ files: [String], _ format: TableFormat, parallel: TableReader.Parallel?) throws -> Table {
        let tables = try files.map { file in try read(file, format, parallel: parallel) }
        guard tables.count > 1 else { return tables[0] }
        return try Self.placing(files[0]) { () throws(TableFault) in try Table.joining(tables) }
    }

    private func read(_ file: String, _ format: TableFormat, parallel: TableReader.Parallel?) throws -> Table {
        let bytes = try FileReader(path: file).contents(parallel: parallel)
        return try Self.placing(file) { () throws(TableFault) in
            let text = try format.encoding.utf8(bytes)
            switch format.kind {
            case .delimited(let delimited): return try TableReader.read(text, delimited, parallel: parallel)
            case .jsonLines(let dropsInvalid):
                return dropsInvalid ? try JSONLinesReader.readValid(text).table : try JSONLinesReader.read(text)
            }
        }
    }

    private func read(_ table: MLTable, in folder: String, texts: Set<String>, parallel: TableReader.Parallel?) throws -> Table {
        let plan = try MLTablePlan(table, folder: folder, texts: texts, locate: locate)
        let whole = try read(plan.files, plan.format, parallel: parallel)
        return try Self.placing("\(folder)/MLTable") { () throws(TableFault) in
            let kept = try whole.applying(plan.steps)
            guard kept.rows > 0 else { throw TableFault("its transformations keep none of the \(whole.rows) rows") }
            return kept
        }
    }

    private static func format(of file: String, texts: Set<String>) -> TableFormat {
        if isJSONLines(file) { return TableFormat(kind: .jsonLines(dropsInvalid: false)) }
        let isTabbed = file.hasSuffix(".tsv") || file.hasSuffix(".tab")
        return TableFormat(
            kind: .delimited(DelimitedFormat(delimiter: UInt8(ascii: isTabbed ? "\t" : ","), texts: texts)))
    }

    private static func isTable(_ name: String) -> Bool {
        [".csv", ".tsv", ".tab", ".txt"].contains(where: name.hasSuffix) || isJSONLines(name)
    }

    private static func isJSONLines(_ name: String) -> Bool { [".jsonl", ".ndjson"].contains(where: name.hasSuffix) }

    /// Says which file a fault is in: `data/churn.csv:7: column 'age': …`.
    static func placing<Value>(_ file: String, _ body: () throws(TableFault) -> Value) throws(AtelierError) -> Value {
        do throws(TableFault) {
            return try body()
        } catch {
            var words = file.neutralised
            if let line = error.line { words += ":\(line)" }
            if let row = error.row { words += ", row \(row)" }
            if let column = error.column { words += ", column '\(column.neutralised)'" }
            throw AtelierError(.invalidArgument, "\(words): \(error.message.neutralised)", subject: file)
        }
    }
}

/// How the bytes of a file are a table.
struct TableFormat: Sendable {
    enum Kind: Sendable {
        case delimited(DelimitedFormat)
        case jsonLines(dropsInvalid: Bool)
    }

    var kind: Kind
    var encoding = Learning.TextEncoding.utf8
}
