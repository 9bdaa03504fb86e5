/// How a text file separates its cells: `read_delimited` of Azure's MLTable, and CSV (RFC 4180).
package struct DelimitedFormat: Sendable, Hashable {
    package var delimiter: UInt8
    package var hasNames: Bool
    /// What is missing is written so; pandas takes the same words.
    package var missing: Set<String>
    /// An empty cell is a text where its column is texts (`empty_as_string`); else it is missing, in quotes or not.
    package var emptyIsText: Bool
    /// False reads all columns as texts but those that must be numbers (`infer_column_types`).
    package var infersNumbers: Bool
    /// Columns that are texts, whatever they look like.
    package var texts: Set<String>
    /// Columns that must be numbers.
    package var numbers: Set<String>

    package static let usualMissing: Set<String> = [
        "", "NA", "N/A", "n/a", "NaN", "nan", "-nan", "-NaN", "NULL", "null", "None", "#N/A", "<NA>", "?",
    ]

    package init(
        delimiter: UInt8 = UInt8(ascii: ","), hasNames: Bool = true, missing: Set<String> = usualMissing,
        emptyIsText: Bool = false, infersNumbers: Bool = true, texts: Set<String> = [], numbers: Set<String> = []
    ) {
        self.delimiter = delimiter
        self.hasNames = hasNames
        self.missing = missing
        self.emptyIsText = emptyIsText
        self.infersNumbers = infersNumbers
        self.texts = texts
        self.numbers = numbers
    }
}

extension DelimitedFormat {
    func isTexts(_ column: String) -> Bool { texts.contains(column) || !infersNumbers && !numbers.contains(column) }
}
