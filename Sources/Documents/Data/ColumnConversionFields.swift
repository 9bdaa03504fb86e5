import Domain

/// One item of `convert_column_types`: columns, and the type they are given.
enum ColumnConversionFields {
    struct Draft {
        var columns: [String]?
        var type: MLTableConversion.ColumnType?
    }

    static var fields: [Field<Draft>] {
        [
            .value("columns", \.columns, required: true) { $0.columns($1, "columns") },
            .value("column_type", \.type, required: true) { $0.columnType($1) },
        ]
    }

    enum Word: String, CaseIterable {
        case int, float, string, boolean, datetime
        case stream = "stream_info"
    }

    struct BooleanDraft {
        var trueValues: [String] = []
        var falseValues: [String] = []
        var mismatch: MLTableConversion.Mismatch?
    }

    static var boolean: [Field<BooleanDraft>] {
        [
            .value("true_values", \.trueValues) { $0.columns($1, "true_values") },
            .value("false_values", \.falseValues) { $0.columns($1, "false_values") },
            .choice("mismatch_as", \.mismatch),
        ]
    }

    struct DateTimeDraft {
        var formats: [String] = []
    }

    static var dateTime: [Field<DateTimeDraft>] {
        [.value("formats", \.formats, required: true) { $0.columns($1, "formats") }]
    }
}

extension Reading {
    func conversions(_ node: DocumentNode) -> [MLTableConversion]? {
        guard let items = node.items else {
            diagnostics.error("\"convert_column_types\" must be a list, not \(node.kind)", at: node.position)
            return nil
        }
        return items.compactMap { item in
            var draft = ColumnConversionFields.Draft()
            fill(&draft, from: item, with: ColumnConversionFields.fields, noun: "\"convert_column_types\"")
            guard let columns = draft.columns, let type = draft.type else { return nil }
            return MLTableConversion(columns: columns, type: type)
        }
    }

    /// A word, or a map of one that says more.
    fileprivate func columnType(_ node: DocumentNode) -> MLTableConversion.ColumnType? {
        guard let entries = node.entries else {
            let word: ColumnConversionFields.Word? = choice(node, "column_type")
            return word.map { columnType($0, nil) }
        }
        guard entries.count == 1, let entry = entries.first else {
            diagnostics.error("\"column_type\" must be one type", at: node.position, hint: "write {datetime: {formats: …}}")
            return nil
        }
        guard let word = ColumnConversionFields.Word(rawValue: entry.key.lowercased()) else {
            reportChoice(
                entry.key, "column_type", among: ColumnConversionFields.Word.allCases.map(\.rawValue), at: entry.position)
            return nil
        }
        return columnType(word, entry.value.isNull ? nil : entry.value)
    }

    private func columnType(_ word: ColumnConversionFields.Word, _ settings: DocumentNode?) -> MLTableConversion.ColumnType {
        switch word {
        case .int: return .int
        case .float: return .float
        case .string: return .string
        case .stream: return .stream
        case .boolean:
            var draft = ColumnConversionFields.BooleanDraft()
            if let settings { fill(&draft, from: settings, with: ColumnConversionFields.boolean, noun: "\"boolean\"") }
            if let node = settings?["true_values"] ?? settings?["false_values"],
                draft.trueValues.isEmpty != draft.falseValues.isEmpty
            {
                diagnostics.error("\"true_values\" and \"false_values\" go together", at: node.position)
            }
            return .boolean(
                trueValues: draft.trueValues, falseValues: draft.falseValues, mismatch: draft.mismatch ?? .error)
        case .datetime:
            var draft = ColumnConversionFields.DateTimeDraft()
            if let settings { fill(&draft, from: settings, with: ColumnConversionFields.dateTime, noun: "\"datetime\"") }
            return .dateTime(formats: draft.formats)
        }
    }
}
