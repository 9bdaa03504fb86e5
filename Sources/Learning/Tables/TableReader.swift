import Synchronization

/// Reads tables from delimited text. A column is numbers when every cell that is there is one, texts otherwise.
package enum TableReader {
    /// Runs a body for each number from 0 up to a count, on as many threads as it likes, and comes back when all are done.
    package typealias Parallel = (_ count: Int, _ body: @Sendable (Int) -> Void) -> Void

    /// More columns than that are a mistake of delimiters or of rows and columns.
    package static let maximumColumns = 100_000

    /// Throws where the text is not UTF-8, has no rows, rows of different widths, names that are missing or twice there, or
    /// texts in a column that must be numbers.
    /// - Parameter parallel: nil reads on the calling thread. The table is the same either way.
    package static func read(
        _ bytes: [UInt8], _ format: DelimitedFormat = DelimitedFormat(), parallel: Parallel? = nil
    ) throws(TableFault) -> Table {
        try read(bytes, format, parallel: parallel, partBytes: 2 << 20)
    }

    static func read(
        _ bytes: [UInt8], _ format: DelimitedFormat, parallel: Parallel?, partBytes: Int
    ) throws(TableFault) -> Table {
        let result = bytes.withUnsafeBufferPointer { buffer -> Result<Table, TableFault> in
            do throws(TableFault) {
                return .success(try read(buffer, format, parallel: parallel, partBytes: partBytes))
            } catch {
                return .failure(error)
            }
        }
        return try result.get()
    }

    /// Of bytes that need not be an array, as those of a mapped file.
    package static func read(
        _ bytes: UnsafeBufferPointer<UInt8>, _ format: DelimitedFormat = DelimitedFormat(), parallel: Parallel? = nil
    ) throws(TableFault) -> Table {
        try read(bytes, format, parallel: parallel, partBytes: 2 << 20)
    }

    private static func read(
        _ bytes: UnsafeBufferPointer<UInt8>, _ format: DelimitedFormat, parallel: Parallel?, partBytes: Int
    ) throws(TableFault) -> Table {
        guard let base = bytes.baseAddress else { throw TableFault("the file is empty") }
        return try read(base, bytes.count, format, parallel, partBytes)
    }

    private static func read(
        _ start: UnsafePointer<UInt8>, _ count: Int, _ format: DelimitedFormat, _ parallel: Parallel?, _ partBytes: Int
    ) throws(TableFault) -> Table {
        nonisolated(unsafe) let base = start
        let hasMark = count >= 3 && base[0] == 0xEF && base[1] == 0xBB && base[2] == 0xBF
        let all = (hasMark ? 3 : 0)..<count
        let header = try DelimitedHeader(base, all, format)
        let names = header.names
        let run: Parallel = parallel ?? { count, body in for place in 0..<count { body(place) } }
        let wanted = parallel == nil ? 1 : max(1, min(256, header.body.count / max(1, partBytes)))
        let ranges = DelimitedParts.cut(base, header.body, delimiter: format.delimiter, parts: wanted)
        let parts = ranges.map { _ in DelimitedRows(names, format) }
        run(parts.count) { parts[$0].read(base, ranges[$0]) }

        var lines = header.lines
        for part in parts {
            if let fault = part.fault {
                throw TableFault(fault.message, line: fault.line.map { $0 + lines }, column: fault.column)
            }
            lines += part.lines
        }
        let rows = parts.reduce(0) { $0 + $1.rows }
        guard rows > 0 else { throw TableFault("the file has names and no rows", line: header.line) }

        let isTexts = names.indices.map { column in parts.contains { $0.isTexts(column) } }
        // What looked like numbers is texts after all, as it was written.
        let heads = Mutex([[Int: DelimitedRows.Head]](repeating: [:], count: parts.count))
        run(parts.count) { place in
            let again = names.indices.filter { isTexts[$0] && parts[place].rowsBeforeTexts($0) > 0 }
            guard !again.isEmpty else { return }
            let rows = Dictionary(uniqueKeysWithValues: again.map { ($0, parts[place].rowsBeforeTexts($0)) })
            let texts = DelimitedRows.readTexts(base, ranges[place], rows: rows, format)
            heads.withLock { $0[place] = texts }
        }
        let read = heads.withLock { $0 }
        let columns = Mutex([Column](repeating: .numbers([]), count: names.count))
        run(names.count) { column in
            let joined = isTexts[column] ? texts(column, parts, read, rows) : numbers(column, parts, rows)
            columns.withLock { $0[column] = joined }
        }
        return Table(names: names, columns: columns.withLock { $0 })
    }

    private static func numbers(_ column: Int, _ parts: [DelimitedRows], _ rows: Int) -> Column {
        .numbers(
            [Double](unsafeUninitializedCapacity: rows) { buffer, count in
                guard let base = buffer.baseAddress else { return }
                for part in parts {
                    part.moveNumbers(column, to: base + count)
                    count += part.rows
                }
            })
    }

    private static func texts(_ column: Int, _ parts: [DelimitedRows], _ heads: [[Int: DelimitedRows.Head]], _ rows: Int)
        -> Column
    {
        var builder = PooledTexts(rows: rows)
        for (part, heads) in zip(parts, heads) { part.moveTexts(column, head: heads[column], to: &builder) }
        return .texts(builder.column)
    }
}
