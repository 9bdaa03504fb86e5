/// Fits features to rows that are trained on, and to no others.
package struct FeatureFitter: Sendable {
    /// What is to be learnt, for encodings by target.
    package enum Targets: Sendable {
        /// From 0, and what they are called.
        case classes([Int], names: [String])
        case numbers([Double])

        var count: Int {
            switch self {
            case .classes(let classes, _): classes.count
            case .numbers(let numbers): numbers.count
            }
        }
    }

    package var plan: FeaturePlan
    /// Features are moved and stretched to mean 0 and variance 1.
    package var isScaled: Bool
    /// A text with more categories is encoded by its targets.
    package var oneHotLimit: Int
    /// False leaves missing numbers missing, for trees.
    package var fillsMissing: Bool
    /// Of the folds that targets are encoded in.
    package var seed: UInt64

    package init(_ plan: FeaturePlan, isScaled: Bool = false, oneHotLimit: Int = 30, fillsMissing: Bool = true, seed: UInt64 = 0)
    {
        self.plan = plan
        self.isScaled = isScaled
        self.oneHotLimit = oneHotLimit
        self.fillsMissing = fillsMissing
        self.seed = seed
    }

    /// The features, and those of the rows they were fitted to. The latter are not what the features make of these rows where a
    /// target is encoded: there each row gets what the others say, so that no target is its own feature.
    ///
    /// Throws where a column is not there, or has a text where it must have numbers.
    package func fit(_ table: Table, _ targets: Targets) throws(TableFault) -> (features: FittedFeatures, training: Matrix) {
        guard table.rows > 0, table.rows == targets.count else {
            throw TableFault("there are \(table.rows) rows and \(targets.count) targets to fit features to")
        }
        var sources: [FittedFeatures.Source] = []
        var names: [String] = []
        var encoded: [(first: Int, texts: TextColumn)] = []
        for decision in plan.decisions where decision.treatment != .dropped {
            let name = decision.name
            guard let column = table[name] else {
                throw TableFault("the plan has this column, and the data has not", column: name)
            }
            func add(_ fitted: FittedColumn, _ own: [String]) {
                sources.append(FittedFeatures.Source(name: name, column: fitted))
                names += own
            }
            switch decision.treatment {
            case .number(let filling):
                let numbers = try column.numbers(named: name)
                add(.number(fill: fillsMissing ? filling.value(numbers) : nil), [name])
                if fillsMissing, numbers.contains(where: \.isNaN) { add(.missingMark, ["\(name).missing"]) }
            case .category:
                let texts = column.asTexts
                if isOneHot(texts) {
                    let rare = max(table.rows < 200 ? 1 : 2, table.rows / 1000)
                    let encoder = OneHotEncoder(fitting: texts, leastCount: rare, most: max(1, oneHotLimit))
                    guard encoder.width > 0 else { continue }
                    add(
                        .oneHot(categories: encoder.categories, hasOthers: encoder.hasOthers),
                        encoder.categories.map { "\(name)=\($0)" } + (encoder.hasOthers ? ["\(name)=(others)"] : []))
                } else {
                    encoded.append((names.count, texts))
                    let (fitted, own) = encode(texts, targets, name)
                    add(fitted, own)
                }
            case .date(let order):
                let (parts, fill) = Self.parts(column.asTexts, order)
                add(.date(parts: parts, order: order, fill: fill), parts.map { "\(name).\($0.rawValue)" })
            case .dropped: break
            }
        }
        guard !names.isEmpty else { throw TableFault("no feature is left to learn from in these \(table.rows) rows") }
        var training = try FittedFeatures(sources: sources, scaler: nil, names: names).transform(table)
        if !encoded.isEmpty {
            let folds = folds(targets)
            for (first, texts) in encoded {
                for (place, numbers) in Self.indicators(targets).enumerated() {
                    let outside = TargetEncoder.transformOutOfFold(texts, numbers, folds: folds)
                    for row in 0..<training.rows { training[row, first + place] = outside[row] }
                }
            }
        }
        let scaler = isScaled ? StandardScaler(fitting: training) : nil
        scaler?.transform(&training.values)
        return (FittedFeatures(sources: sources, scaler: scaler, names: names), training)
    }

    private func isOneHot(_ texts: TextColumn) -> Bool {
        if plan.blocked.contains(.targetEncoder) { return true }
        return !plan.blocked.contains(.oneHotEncoder) && texts.counts.count { $0 > 0 } <= oneHotLimit
    }

    private func encode(_ texts: TextColumn, _ targets: Targets, _ name: String) -> (FittedColumn, [String]) {
        let encoders = Self.indicators(targets).map { TargetEncoder(fitting: texts, $0) }
        let categories = zip(texts.values, texts.counts).filter { $0.1 > 0 }.map(\.0)
        let values = categories.map { category in encoders.map { $0.means[category] ?? $0.mean } }
        let column = FittedColumn.encoded(categories: categories, values: values, other: encoders.map(\.mean))
        guard case .classes(_, let classes) = targets, encoders.count > 1 else { return (column, ["\(name).mean"]) }
        return (column, classes.dropFirst().map { "\(name).share.\($0)" })
    }

    /// The numbers that texts are encoded by: whether a row is of a class, for all but the first, or the target itself.
    private static func indicators(_ targets: Targets) -> [[Double]] {
        switch targets {
        case .numbers(let numbers): [numbers]
        case .classes(let classes, let names): (1..<max(2, names.count)).map { wanted in classes.map { $0 == wanted ? 1 : 0 } }
        }
    }

    private func folds(_ targets: Targets) -> [Int] {
        var generator = SeededGenerator(seed: seed)
        let count = max(2, min(5, targets.count))
        return switch targets {
        case .classes(let classes, _): Folds(classes, count: count, using: &generator).places
        case .numbers(let numbers): Folds(samples: numbers.count, count: count, using: &generator).places
        }
    }

    /// What differs between the rows, and its means.
    private static func parts(_ texts: TextColumn, _ order: DateOrder) -> (parts: [DatePart], fill: [Double]) {
        let all = DatePart.allCases
        var (first, varies) = ([Double](), [Bool](repeating: false, count: all.count))
        var (sums, total) = ([Double](repeating: 0, count: all.count), 0.0)
        for (text, count) in zip(texts.values, texts.counts) where count > 0 {
            guard let values = Moment(text, order: order)?.values(all) else { continue }
            if first.isEmpty { first = values }
            for part in all.indices {
                varies[part] = varies[part] || values[part] != first[part]
                sums[part] += values[part] * Double(count)
            }
            total += Double(count)
        }
        let kept = varies.contains(true) ? all.indices.filter { varies[$0] } : [all.count - 1]
        return (kept.map { all[$0] }, kept.map { sums[$0] / max(1, total) })
    }
}

extension MissingFilling {
    /// 0 where there is no number at all.
    func value(_ numbers: [Double]) -> Double {
        let strategy: Imputer.Strategy
        switch self {
        case .constant(let value): return value
        case .mean:
            let present = numbers.lazy.filter { !$0.isNaN }
            return present.reduce(0, +) / Double(max(1, present.count { _ in true }))
        case .median: strategy = .median
        case .mostFrequent: strategy = .mostFrequent
        }
        return Imputer(strategy, fitting: Matrix(rows: numbers.count, columns: 1, values: numbers)).values[0]
    }
}
