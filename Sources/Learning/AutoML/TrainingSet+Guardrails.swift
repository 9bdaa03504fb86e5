extension TrainingSet {
    /// - Parameters:
    ///   - left: rows without a target.
    ///   - isTable: whether the rows that are scored came as a table of their own.
    static func guardrails(
        _ table: Table, _ targets: TrainingTargets, _ problem: AutoMLProblem, left: Int, _ splits: [Split], isTable: Bool
    ) -> [Guardrail] {
        var found: [Guardrail] = []
        if left > 0 {
            let rows = left == 1 ? "1 row has no target and is" : "\(left) rows have no target and are"
            found.append(Guardrail(.missingTargets, .done, "\(rows) left out."))
        }
        found.append(missing(table))
        found.append(cardinality(table))
        if case .classes(let labels, let places) = targets { found += balance(labels, places) }
        let part = splits[0].validation.count
        found.append(
            Guardrail(
                .validation, .done,
                isTable
                    ? "Trials are scored on the \(part) rows of the validation data."
                    : splits.count == 1
                        ? "Trials are scored on \(part) of \(targets.count) rows, which are held out."
                        : "Trials are scored by \(splits.count) folds of \(targets.count) rows."))
        return found
    }

    static func missing(_ table: Table) -> Guardrail {
        let missing = zip(table.names, table.columns).filter { $0.1.missing > 0 }
        guard !missing.isEmpty else { return Guardrail(.missingValues, .passed, "No feature has missing values.") }
        let named = missing.prefix(10).map { "'\($0.0)' (\($0.1.missing))" }.joined(separator: ", ")
        let more = missing.count > 10 ? " and \(missing.count - 10) more columns" : ""
        return Guardrail(.missingValues, .done, "Missing values are filled, or told to trees as missing: \(named)\(more).")
    }

    private static func cardinality(_ table: Table) -> Guardrail {
        var many: [String] = []
        for (name, column) in zip(table.names, table.columns) {
            guard case .texts(let texts) = column else { continue }
            let different = texts.counts.count { $0 > 0 }
            guard different > 100, different * 2 > texts.codes.count else { continue }
            many.append("'\(name)' (\(different))")
        }
        guard !many.isEmpty else {
            return Guardrail(.highCardinality, .passed, "No text has nearly as many values as there are rows.")
        }
        return Guardrail(
            .highCardinality, .alerted,
            "Nearly every row has a text of its own in \(many.prefix(10).joined(separator: ", ")): leave out what only names the row.")
    }

    private static func balance(_ labels: [String], _ places: [Int]) -> [Guardrail] {
        var counts = [Int](repeating: 0, count: labels.count)
        for place in places { counts[place] += 1 }
        var found: [Guardrail] = []
        let (least, most) = (counts.indices.min { counts[$0] < counts[$1] } ?? 0, counts.max() ?? 0)
        if counts[least] * 5 <= most {
            found.append(
                Guardrail(
                    .classBalance, .alerted,
                    """
                    The class '\(labels[least])' has \(counts[least]) rows, and the largest has \(most): accuracy says little here, \
                    AUC_weighted says more.
                    """))
        } else {
            found.append(Guardrail(.classBalance, .passed, "The classes are of like size."))
        }
        let single = counts.indices.filter { counts[$0] == 1 }.map { "'\(labels[$0])'" }
        if !single.isEmpty {
            found.append(
                Guardrail(
                    .classBalance, .alerted,
                    "Only one row has the class \(single.prefix(10).joined(separator: ", ")): it cannot be learnt and scored at once."))
        }
        return found
    }
}
