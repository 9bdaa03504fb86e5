import Domain
import FoundationEssentials
import Learning

/// What an MLTable says, as the room that reads tables takes it: which files, how they are written, and what becomes of their rows.
struct MLTablePlan {
    /// In the order of the paths; those of a folder and of a pattern by name.
    let files: [String]
    let format: TableFormat
    let steps: [TableStep]

    /// Blocks: looks which files there are.
    ///
    /// - Parameters:
    ///   - texts: columns that are texts, whatever they look like.
    ///   - locate: where a location lies on this box.
    init(_ table: MLTable, folder: String, texts: Set<String>, locate: (String) throws -> String) throws {
        let place = "\(folder)/MLTable"
        files = try table.sources.flatMap { source in try Self.files(of: source, locate: locate) }
        guard !files.isEmpty else {
            throw AtelierError(
                .invalidArgument, "\(place.neutralised): its paths name no file", hint: "check them against the folder", subject: place)
        }
        switch table.format {
        case .delimited(let written): format = try Self.delimited(written, texts: texts, place)
        case .jsonLines(let written):
            format = TableFormat(
                kind: .jsonLines(dropsInvalid: written.invalidLines == .drop), encoding: Learning.TextEncoding(written.encoding))
        case .parquet: throw Self.refused("read_parquet", place, hint: "write the table as CSV or JSON lines")
        case .deltaLake: throw Self.refused("read_delta_lake", place, hint: "write the table as CSV or JSON lines")
        case nil:
            format = TableFormat(kind: .delimited(DelimitedFormat(texts: texts)))
        }
        steps = try TableFiles.placing(place) { () throws(TableFault) in try Self.steps(table.steps) }
        if case .other(let name)? = table.steps.first(where: { if case .other = $0 { true } else { false } }) {
            throw Self.refused(name, place)
        }
    }

    private static func refused(_ what: String, _ place: String, hint: String = "leave it out") -> AtelierError {
        AtelierError(.unsupported, "\(place.neutralised): '\(what.neutralised)' is not carried out here", hint: hint, subject: place)
    }

    private static func files(of source: MLTable.Source, locate: (String) throws -> String) throws -> [String] {
        switch source {
        case .file(let path): return [try locate(path)]
        case .folder(let path):
            let folder = try locate(path)
            return try FileTree.names(in: folder).filter { $0 != "MLTable" && !$0.hasPrefix(".") }.sorted()
                .map { "\(folder)/\($0)" }.filter { FileManager.default.isFolder($0) == false }
        case .pattern(let pattern):
            let (folder, name) = try locate(pattern).splitAtLastComponent
            guard !folder.contains(where: { "*?[".contains($0) }) else {
                throw AtelierError(
                    .unsupported, "the pattern \(pattern.neutralised) has wildcards in its folders, which are not looked through",
                    hint: "write a pattern for each folder")
            }
            let scalars = Array(name.unicodeScalars)[...]
            return try FileTree.names(in: folder).filter { Wildcard.matches(scalars, Array($0.unicodeScalars)[...]) }.sorted()
                .map { "\(folder)/\($0)" }
        }
    }

    private static func delimited(_ written: DelimitedFiles, texts: Set<String>, _ place: String) throws -> TableFormat {
        guard let delimiter = written.separator.asciiValue else {
            throw refused("delimiter: \(written.separator)", place, hint: "take one ASCII character")
        }
        guard written.header != .fromFirstFile else { throw refused("header: from_first_file", place) }
        return TableFormat(
            kind: .delimited(
                DelimitedFormat(
                    delimiter: delimiter, hasNames: written.hasHeader, emptyIsText: written.emptyAsText, texts: texts)),
            encoding: Learning.TextEncoding(written.encoding))
    }

    private static func steps(_ written: [MLTable.Step]) throws(TableFault) -> [TableStep] {
        var steps: [TableStep] = []
        for step in written {
            switch step {
            case .take(let count): steps.append(.take(count))
            case .skip(let count): steps.append(.skip(count))
            case .keepColumns(let names): steps.append(.keepColumns(names))
            case .dropColumns(let names): steps.append(.dropColumns(Set(names)))
            case .takeRandomSample(let probability, let seed):
                steps.append(.sample(probability: probability, seed: UInt64(bitPattern: Int64(seed ?? 0))))
            case .filter(let text):
                let filter = try RowFilter(text)
                steps.append(.filter(filter))
            case .convertColumnTypes(let conversions):
                for conversion in conversions {
                    guard let type = try type(conversion.type) else { continue }
                    steps.append(.convertColumnTypes(columns: conversion.columns, to: type))
                }
            case .other: continue
            }
        }
        return steps
    }

    /// Nil for one that changes nothing here.
    private static func type(_ written: MLTableConversion.ColumnType) throws(TableFault) -> ColumnType? {
        switch written {
        case .int: return .int
        case .float: return .float
        case .string: return .string
        case .boolean(let trueValues, let falseValues, let mismatch):
            return .boolean(
                trueWords: trueValues, falseWords: falseValues, mismatch: ColumnType.Mismatch(rawValue: mismatch.rawValue) ?? .fault)
        case .dateTime(let patterns):
            var formats: [DateFormat] = []
            for pattern in patterns { formats.append(try DateFormat(pattern)) }
            return .datetime(formats: formats)
        case .stream: return nil
        }
    }
}

extension Learning.TextEncoding {
    fileprivate init(_ encoding: Domain.TextEncoding) {
        self = Learning.TextEncoding(rawValue: encoding.rawValue) ?? .utf8
    }
}
