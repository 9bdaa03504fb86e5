/// How the files of an `MLTable` are read.
package enum MLTableFormat: Sendable, Hashable {
    case delimited(DelimitedFiles)
    case jsonLines(JSONLineFiles)
    case parquet
    case deltaLake
}

/// `read_delimited`
package struct DelimitedFiles: Sendable, Hashable {
    /// Where the names of columns are.
    package enum Header: String, Sendable, CaseIterable {
        /// Columns are `Column1`, `Column2`, …
        case noHeader = "no_header"
        /// In the first file; the first line of the others is a row.
        case fromFirstFile = "from_first_file"
        /// In each file its own.
        case allFilesDifferent = "all_files_different_headers"
        /// In each file the same.
        case allFilesSame = "all_files_same_headers"
    }

    package var separator: Character
    package var header: Header
    package var encoding: TextEncoding
    /// An empty field is an empty text, and not missing.
    package var emptyAsText: Bool
    /// A field in quotes may go over several lines.
    package var supportsMultiLine: Bool

    package init(
        separator: Character = ",", header: Header = .allFilesSame, encoding: TextEncoding = .utf8, emptyAsText: Bool = false,
        supportsMultiLine: Bool = false
    ) {
        self.separator = separator
        self.header = header
        self.encoding = encoding
        self.emptyAsText = emptyAsText
        self.supportsMultiLine = supportsMultiLine
    }

    package var hasHeader: Bool { header != .noHeader }
}

/// `read_json_lines`
package struct JSONLineFiles: Sendable, Hashable {
    /// What becomes of a line that is no JSON object.
    package enum InvalidLines: String, Sendable, CaseIterable {
        case error, drop
    }

    package var encoding: TextEncoding
    package var invalidLines: InvalidLines

    package init(encoding: TextEncoding = .utf8, invalidLines: InvalidLines = .error) {
        self.encoding = encoding
        self.invalidLines = invalidLines
    }
}

/// Of text files, by Azure's names.
package enum TextEncoding: String, Sendable, CaseIterable {
    case utf8, utf8bom, ascii, latin1, iso88591, windows1252, utf16, utf32
}
