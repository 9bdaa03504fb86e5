/// A file `MLTable`: which files make a table, how they are read, and what is done with their rows.
package struct MLTable: Sendable, Hashable {
    package enum Source: Sendable, Hashable {
        case file(String)
        case folder(String)
        /// With `*`, `?`, `[…]` and `**`.
        case pattern(String)
    }

    package enum Step: Sendable, Hashable {
        case take(Int)
        case skip(Int)
        case keepColumns([String])
        case dropColumns([String])
        /// Each row is kept with this probability, above 0 and at most 1; the same seed keeps the same rows.
        case takeRandomSample(probability: Double, seed: Int?)
        /// The rows of which this expression is true, as written: `col('age') > 30`.
        case filter(String)
        case convertColumnTypes([MLTableConversion])
        /// Known, and not carried out.
        case other(String)
    }

    /// Absolute paths of this box, or locations as written.
    package var sources: [Source]
    /// Nil when nothing says how the files are read.
    package var format: MLTableFormat?
    /// In the order they are carried out.
    package var steps: [Step]
    /// Whether a column `Path` says which file each row is from.
    package var includesPath: Bool

    package init(sources: [Source] = [], format: MLTableFormat? = nil, steps: [Step] = [], includesPath: Bool = false) {
        self.sources = sources
        self.format = format
        self.steps = steps
        self.includesPath = includesPath
    }
}

/// What becomes of some columns (`convert_column_types`).
package struct MLTableConversion: Sendable, Hashable {
    /// What a boolean column's other values are.
    package enum Mismatch: String, Sendable, CaseIterable {
        case error
        case isTrue = "true"
        case isFalse = "false"
    }

    package enum ColumnType: Sendable, Hashable {
        case int, float, string
        /// Both lists empty: `true` and `false` as they are usually written. Without a mismatch, other values are an error.
        case boolean(trueValues: [String], falseValues: [String], mismatch: Mismatch)
        /// In `strptime`'s notation, the first that fits; empty for ISO 8601.
        case dateTime(formats: [String])
        /// A reference to a file: known, and not carried out.
        case stream
    }

    package var columns: [String]
    package var type: ColumnType

    package init(columns: [String], type: ColumnType) {
        self.columns = columns
        self.type = type
    }
}
