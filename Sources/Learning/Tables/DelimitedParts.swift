import Glibc

/// Cuts delimited text into parts of whole rows, which can be read at the same time.
enum DelimitedParts {
    /// About as many parts of one size as are asked for, fewer where rows are long. A line end within quotes is none to cut at;
    /// quotes count as `DelimitedCells` counts them.
    static func cut(
        _ base: UnsafePointer<UInt8>, _ body: Range<Int>, delimiter: UInt8, parts: Int
    ) -> [Range<Int>] {
        var starts = [body.lowerBound]
        func target() -> Int { body.lowerBound + body.count / parts * starts.count }
        /// Cuts at line ends between here and there, where no quoted cell is.
        func cutOutside(_ place: Int, _ end: Int) {
            while starts.count < parts, target() < end {
                guard let lineEnd = find(UInt8(ascii: "\n"), base, max(place, target()), end) else { return }
                guard lineEnd + 1 < body.upperBound else { return }
                starts.append(lineEnd + 1)
                // A long row may hold several of the places to cut at.
                while starts.count < parts, target() <= lineEnd { starts.append(lineEnd + 1) }
            }
        }
        var place = body.lowerBound
        while starts.count < parts, place < body.upperBound {
            let quote = find(UInt8(ascii: "\""), base, place, body.upperBound)
            cutOutside(place, quote ?? body.upperBound)
            guard let quote else { break }
            guard quote == body.lowerBound || isEdge(base[quote - 1], delimiter) else {
                place = quote + 1
                continue
            }
            var close = find(UInt8(ascii: "\""), base, quote + 1, body.upperBound)
            while let end = close, end + 1 < body.upperBound, base[end + 1] == UInt8(ascii: "\"") {
                close = find(UInt8(ascii: "\""), base, end + 2, body.upperBound)
            }
            guard let close else { break }
            place = close + 1
        }
        return zip(starts, starts.dropFirst() + [body.upperBound]).filter { $0 < $1 }.map { $0..<$1 }
    }

    private static func isEdge(_ byte: UInt8, _ delimiter: UInt8) -> Bool {
        byte == delimiter || byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r")
    }

    private static func find(_ byte: UInt8, _ base: UnsafePointer<UInt8>, _ start: Int, _ end: Int) -> Int? {
        guard start < end, let found = memchr(base + start, Int32(byte), end - start) else { return nil }
        return found - UnsafeMutableRawPointer(mutating: base)
    }
}
