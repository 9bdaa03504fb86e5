/// A file `MLTable`: which files make a table, and what is done with their rows.
package struct MLTable: Sendable, Hashable {
    package enum Source: Sendable, Hashable {
        case file(String)
        case folder(String)
        case pattern(String)
    }

    package enum Format: Sendable, Hashable {
        case delimited(separator: Character, hasHeader: Bool, encoding: Encoding)
        case jsonLines(encoding: Encoding)
        case parquet
        case deltaLake
    }

    package enum Encoding: String, Sendable, CaseIterable {
        case utf8, utf8bom, ascii, latin1, iso88591, windows1252, utf16, utf32
    }

    package enum Step: Sendable, Hashable {
        case take(Int)
        case skip(Int)
        case keepColumns([String])
        case dropColumns([String])
        /// Known, and not carried out in a preview.
        case other(String)
    }

    /// Absolute paths of this box, or locations as written.
    package var sources: [Source]
    /// Nil when nothing says how the files are read.
    package var format: Format?
    package var steps: [Step]

    package init(sources: [Source] = [], format: Format? = nil, steps: [Step] = []) {
        self.sources = sources
        self.format = format
        self.steps = steps
    }
}
