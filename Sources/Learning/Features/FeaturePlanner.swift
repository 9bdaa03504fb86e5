/// Decides what becomes of each column.
package struct FeaturePlanner: Sendable {
    /// A column of texts is dates where so many of those that are there are.
    static let dateShare = 0.95
    /// Fewer rows do not show that a column tells rows apart.
    private static let leastRows = 20

    private let featurization: Featurization

    package init(_ featurization: Featurization = Featurization()) {
        self.featurization = featurization
    }

    /// Throws where a column that is spoken of is not there, one that must be dates has none, or nothing is left to learn from.
    package func plan(_ table: Table, target: String) throws(TableFault) -> FeaturePlan {
        let settings = featurization
        guard table[target] != nil else { throw missing(target, "the target", table) }
        let spoken = [
            ("its purpose", Array(settings.purposes.keys)), ("its imputer", Array(settings.fillings.keys)),
            ("a column to drop", Array(settings.dropped)), ("the weights", settings.weightColumn.map { [$0] } ?? []),
            ("a split", settings.splitColumns),
        ]
        for (what, names) in spoken {
            for name in names.sorted() where table[name] == nil { throw missing(name, what, table) }
        }
        let aside = Set(settings.splitColumns + [target] + (settings.weightColumn.map { [$0] } ?? []))
        var decisions: [FeaturePlan.Decision] = []
        for (name, column) in zip(table.names, table.columns) where !aside.contains(name) {
            let decision = try decide(name, column)
            decisions.append(decision.note == nil ? counted(decision, column) : decision)
        }
        guard decisions.contains(where: { $0.treatment != .dropped }) else {
            let why = decisions.compactMap(\.note).first.map { " (\($0))" } ?? ""
            throw TableFault("no column is left to learn from: all but the target are left out\(why)")
        }
        return FeaturePlan(decisions: decisions, blocked: settings.blocked)
    }

    /// The same, with a note of how many values are missing where some are.
    private func counted(_ decision: FeaturePlan.Decision, _ column: Column) -> FeaturePlan.Decision {
        let missing = column.missing
        guard missing > 0 else { return decision }
        var note = "column '\(decision.name)': \(missing) of \(column.count) values are missing"
        var isUnheard = featurization.fillings[decision.name] != nil
        if case .number = decision.treatment { isUnheard = false }
        if isUnheard { note += ", and only numbers are filled in as it is said" }
        return FeaturePlan.Decision(
            name: decision.name, treatment: decision.treatment, note: note, onlyCountsMissing: !isUnheard)
    }

    private func missing(_ name: String, _ what: String, _ table: Table) -> TableFault {
        TableFault("it is named as \(what), and \(table.unknown(name).message)", column: name)
    }

    private func decide(_ name: String, _ column: Column) throws(TableFault) -> FeaturePlan.Decision {
        func dropped(_ why: String) -> FeaturePlan.Decision {
            FeaturePlan.Decision(name: name, treatment: .dropped, note: "column '\(name)' is left out: \(why)")
        }
        if featurization.dropped.contains(name) { return dropped("it is to be dropped") }
        let purpose = featurization.purposes[name]
        if purpose == .ignore { return dropped("it is to be ignored") }
        if column.missing == column.count { return dropped("every value is missing") }
        let filling = featurization.fillings[name] ?? .mean
        switch purpose {
        case .numeric: return FeaturePlan.Decision(name: name, treatment: .number(filling))
        case .categorical: return category(name)
        case .dateTime:
            let (order, share) = Self.dates(column.asTexts)
            guard share > 0 else {
                throw TableFault("it is to be dates, and no value is one: write them as 2026-11-30", column: name)
            }
            guard let order else { throw TableFault(Self.ambiguous, column: name) }
            return FeaturePlan.Decision(name: name, treatment: .date(order), note: Self.unread(name, share))
        case .text: return dropped("free text is not turned into features")
        case .ignore, nil: break
        }
        guard featurization.mode == .auto else {
            if case .texts = column { return category(name) }
            return FeaturePlan.Decision(name: name, treatment: .number(filling))
        }
        switch column {
        case .numbers(let values):
            if column.missing == 0, values.allSatisfy({ $0 == values[0] }) { return dropped("every row has the same value") }
            return FeaturePlan.Decision(name: name, treatment: .number(filling))
        case .texts(let texts): return decide(name, texts, missing: column.missing)
        }
    }

    private func decide(_ name: String, _ texts: TextColumn, missing: Int) -> FeaturePlan.Decision {
        let counts = texts.counts
        let present = texts.codes.count - missing
        let different = counts.count { $0 > 0 }
        func dropped(_ why: String) -> FeaturePlan.Decision {
            FeaturePlan.Decision(name: name, treatment: .dropped, note: "column '\(name)' is left out: \(why)")
        }
        if different == 1, missing == 0 { return dropped("every row has the same value") }
        let (order, share) = Self.dates(texts)
        if share >= Self.dateShare {
            guard let order else { return dropped(Self.ambiguous) }
            return FeaturePlan.Decision(name: name, treatment: .date(order), note: Self.unread(name, share))
        }
        let letters = zip(texts.values, counts).reduce(0) { $0 + $1.0.utf8.count * $1.1 } / present
        let words = zip(texts.values, counts).reduce(0) { $0 + ($1.0.utf8.contains(0x20) ? $1.1 : 0) }
        if present >= Self.leastRows, Double(different) >= 0.95 * Double(present) {
            if words * 2 > present { return dropped("it is free text, which is not turned into features") }
            return dropped(different == present ? "every row has another value" : "nearly every row has another value")
        }
        if present >= Self.leastRows, letters > 50, different * 2 > present {
            return dropped("it is free text, which is not turned into features")
        }
        return category(name)
    }

    private func category(_ name: String) -> FeaturePlan.Decision {
        guard featurization.blocked.count < Featurization.Transformer.allCases.count else {
            return FeaturePlan.Decision(
                name: name, treatment: .dropped, note: "column '\(name)' is left out: every way to encode a category is blocked")
        }
        return FeaturePlan.Decision(name: name, treatment: .category)
    }

    static let ambiguous = "its dates may have the day or the month first: write them as 2026-11-30"

    private static func unread(_ name: String, _ share: Double) -> String? {
        share == 1
            ? nil
            : "column '\(name)': \(max(1, Int(((1 - share) * 100).rounded())))% of its values are no dates, and count as missing"
    }

    /// The order in which most are dates, and the share of those that are there which are. No order where the day and the
    /// month could be either throughout.
    static func dates(_ texts: TextColumn) -> (order: DateOrder?, share: Double) {
        let counts = texts.counts
        let present = max(1, counts.reduce(0, +))
        // What is not dates at all is seen from a few.
        let some = zip(texts.values, counts).filter { $0.1 > 0 }.prefix(200).map(\.0)
        func isDate(_ text: String, _ order: DateOrder) -> Bool { Moment(text, order: order) != nil }
        guard some.count(where: { isDate($0, .dayFirst) || isDate($0, .monthFirst) }) * 2 > some.count || some.count < 20 else {
            return (.yearFirst, 0)
        }
        func share(_ order: DateOrder) -> Double {
            Double(zip(texts.values, counts).reduce(0) { $0 + (isDate($1.0, order) ? $1.1 : 0) }) / Double(present)
        }
        let yearFirst = share(.yearFirst)
        let (dayFirst, monthFirst) = (share(.dayFirst), share(.monthFirst))
        if max(dayFirst, monthFirst) == yearFirst { return (.yearFirst, yearFirst) }
        if dayFirst == monthFirst { return (nil, dayFirst) }
        return dayFirst > monthFirst ? (.dayFirst, dayFirst) : (.monthFirst, monthFirst)
    }
}
