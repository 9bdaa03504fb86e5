extension TrainingSet {
    /// A row for each period of each series and each origin that it is forecast from.
    static func forecasts(_ table: Table, validation: Table?, _ problem: AutoMLProblem) throws(TableFault) -> TrainingSet {
        guard var settings = problem.forecast else {
            throw TableFault("a forecasting must say which column has the times: give 'time_column_name'")
        }
        guard problem.featurization.splitColumns.isEmpty else {
            throw TableFault("forecasts are scored on the newest rows: leave out the columns of splits")
        }
        settings.target = problem.target
        if let weight = problem.weightColumn { settings.unknownColumns.insert(weight) }
        let target = try column(problem.target, "the target", in: table)
        guard target.missing < target.count else { throw TableFault("no row has a target", column: problem.target) }
        _ = try column(settings.timeColumn, "the times", in: table)
        for name in settings.seriesColumns { _ = try column(name, "the ids of series", in: table) }
        for name in settings.unknownColumns.sorted() { _ = try column(name, "what is not known of the future", in: table) }

        let whole = try validation.map { other throws(TableFault) in try joined(table, other) } ?? table
        let all = try ForecastFeatures(settings, fitting: table)
        let panel = try all.panel(whole)
        let folds = try self.folds(all, panel, table, problem, isTable: validation != nil)
        let plan = try self.plan(all, panel, whole, problem)
        let features = all.leavingOut(Set(plan.decisions.filter { $0.treatment == .dropped }.map(\.name)))
        let made = try features.training(whole, panel, windows: folds.flatMap(\.windows))
        let source = ForecastSource(
            features: features, asked: try whole.keeping(features.columns), target: whole[problem.target] ?? target, panel: panel,
            rows: made.series.indices.map {
                ForecastSource.Row(series: made.series[$0], origin: made.origins[$0], period: made.periods[$0])
            }, folds: folds)
        var splits: [Split] = []
        for fold in folds { splits.append(try source.split(fold)) }
        return TrainingSet(
            made, FeaturePlan(decisions: plan.decisions + own(features, made), blocked: plan.blocked), source,
            weights: try problem.weightColumn.map { name throws(TableFault) in try weights(name, in: whole, made.rows) }, splits,
            finalRows: validation == nil ? Array(made.rows.indices) : splits[0].training,
            notes: notes(features, panel) + plan.unguardedNotes, problem)
    }

    private init(
        _ made: ForecastFeatures.Training, _ plan: FeaturePlan, _ source: ForecastSource, weights: [Double]?, _ splits: [Split],
        finalRows: [Int], notes: [String], _ problem: AutoMLProblem
    ) {
        table = made.features
        self.plan = plan
        targets = .numbers(made.targets)
        self.weights = weights
        self.splits = splits
        self.finalRows = finalRows
        sourceRows = made.rows
        self.problem = problem
        forecast = source
        featureNotes = notes
        parts = splits.map { (made.features.selecting($0.training), made.features.selecting($0.validation)) }
        guardrails = Self.guardrails(source, splits, isTable: finalRows.count < made.rows.count)
    }

    /// The oldest first. A share or a table of its own is one fold, forecast a horizon at a time.
    private static func folds(
        _ features: ForecastFeatures, _ panel: SeriesPanel, _ table: Table, _ problem: AutoMLProblem, isTable: Bool
    ) throws(TableFault) -> [ForecastSource.Fold] {
        let horizon = features.settings.horizon
        guard let periods = panel.periods else { throw TableFault("no row has a target", column: problem.target) }
        func held(_ cutoff: Int) -> [ForecastSource.Fold] {
            [ForecastSource.Fold(cutoff: cutoff, windows: ForecastWindow.rolling(after: cutoff, to: periods.upperBound, horizon))]
        }
        if isTable {
            guard let end = try features.panel(table).periods?.upperBound, end < periods.upperBound else {
                throw TableFault(
                    "no row of the validation data with a target is later than the training data",
                    column: features.settings.timeColumn)
            }
            return held(end)
        }
        let step = problem.foldStep ?? horizon
        let origins: RollingOrigins
        switch problem.validation {
        case .share(let share):
            guard share > 0, share < 1 else {
                throw TableFault("the share of rows that is held out lies between 0 and 1, and \(share.brief) does not")
            }
            let count = max(1, Int((share * Double(periods.count)).rounded()))
            guard periods.count - count > 1 else {
                throw TableFault("\(periods.count) periods are too few to hold out \(count) of them and learn from the others")
            }
            return held(periods.upperBound - count)
        case .folds(let count): origins = RollingOrigins(horizon: horizon, count: count, step: step)
        case .automatic:
            origins = .automatic(horizon: horizon, step: step, season: features.seasonality, periods: periods.count)
        }
        return try origins.cutoffs(periods).map { cutoff in
            ForecastSource.Fold(cutoff: cutoff, windows: [ForecastWindow(cutoff: cutoff, end: cutoff + horizon)])
        }
    }

    /// What becomes of the columns of the data, decided by its own rows: those of the set have each of them several times.
    private static func plan(
        _ features: ForecastFeatures, _ panel: SeriesPanel, _ table: Table, _ problem: AutoMLProblem
    ) throws(TableFault) -> FeaturePlan {
        let settings = features.settings
        var featurization = problem.featurization
        featurization.weightColumn = nil
        let aside = settings.unknownColumns.union([settings.target])
        featurization.purposes = featurization.purposes.filter { !aside.contains($0.key) }
        featurization.fillings = featurization.fillings.filter { !aside.contains($0.key) }
        featurization.dropped.subtract(aside)
        var rows = try table.keeping(features.columns + (features.columns.contains(settings.target) ? [] : [settings.target]))
        let grid = try SeriesGrid(table, settings, known: (features.frequency, features.origin, features.order))
        let times = grid.periods.map { features.frequency.moment(at: $0, from: features.origin).description }
        rows = rows.setting(settings.timeColumn, to: .texts(TextColumn(times)))
        if featurization.purposes[settings.timeColumn] != .ignore { featurization.purposes[settings.timeColumn] = .dateTime }
        for name in settings.seriesColumns {
            guard let ids = rows[name] else { continue }
            rows = rows.setting(name, to: .texts(ids.asTexts))
            if panel.names.count > 1, featurization.purposes[name] == nil { featurization.purposes[name] = .categorical }
        }
        let plan = try FeaturePlanner(featurization).plan(rows, target: settings.target)
        // That there is one series only is nothing to tell.
        let decisions = plan.decisions.map { decision in
            settings.seriesColumns.contains(decision.name)
                ? FeaturePlan.Decision(name: decision.name, treatment: decision.treatment) : decision
        }
        return FeaturePlan(decisions: decisions, blocked: plan.blocked)
    }

    /// Of the features that are made of the target's past; one that is always the same tells nothing.
    private static func own(_ features: ForecastFeatures, _ made: ForecastFeatures.Training) -> [FeaturePlan.Decision] {
        features.ownNames.map { name in
            var tells = false
            if case .numbers(let values)? = made.features[name], let first = values.first(where: { !$0.isNaN }) {
                tells = values.contains { !$0.isNaN && $0 != first }
            }
            return FeaturePlan.Decision(name: name, treatment: tells ? .number(.mean) : .dropped)
        }
    }

    private static func notes(_ features: ForecastFeatures, _ panel: SeriesPanel) -> [String] {
        let (settings, moment) = (features.settings, { features.frequency.moment(at: $0, from: features.origin) })
        var notes: [String] = []
        if let periods = panel.periods {
            let series = panel.names.count == 1 ? "1 series" : "\(panel.names.count) series"
            let seen = settings.frequency == nil ? ", as its times are" : ""
            notes.append(
                """
                \(series) from \(moment(periods.lowerBound)) to \(moment(periods.upperBound)), \(features.frequency) apart\(seen).
                """)
        }
        let ahead = settings.horizon == 1 ? "1 period" : "\(settings.horizon) periods"
        notes.append("Models look \(ahead) ahead.")
        if settings.seasonality == nil {
            notes.append(
                features.seasonality > 1
                    ? "The target repeats itself after \(features.seasonality) periods." : "The target shows no season.")
        }
        if settings.lags == nil {
            let lags = features.lags.map { "\($0)" }.joined(separator: ", ")
            notes.append("The target is told by its values \(lags) \(features.lags == [1] ? "period" : "periods") before.")
        }
        return notes
    }

    private static func guardrails(_ source: ForecastSource, _ splits: [Split], isTable: Bool) -> [Guardrail] {
        var found = [missing(source.asked)]
        let gaps = source.panel.gaps
        found.insert(
            gaps == 0
                ? Guardrail(.gaps, .passed, "No period within a series is without a target.")
                : Guardrail(
                    .gaps, .done,
                    """
                    \(gaps == 1 ? "1 period within the series has" : "\(gaps) periods within the series have") no target: it is \
                    missing to features, and filled with the one before where a series goes on by itself.
                    """), at: 0)
        let part = splits.reduce(0) { $0 + $1.validation.count }
        found.append(
            Guardrail(
                .validation, .done,
                isTable
                    ? "Trials are scored on \(part) forecasts of the validation data."
                    : splits.count == 1
                        ? "Trials are scored on \(part) forecasts of the newest periods, which are held out."
                        : "Trials are scored on \(part) forecasts of \(splits.count) folds, each learnt from all before it."))
        return found
    }

    /// All of Azure's scores of a model of forecasts on later rows, forecast a horizon at a time: what a window has told is known
    /// to the next.
    func forecastScores(
        of model: LearnedModel, on table: Table, _ source: ForecastSource
    ) throws(TableFault) -> [String: Double] {
        let features = source.features
        let known = source.asked.setting(problem.target, to: source.target)
        let whole = try Self.joined(known, table)
        let panel = try features.panel(whole)
        guard let end = source.panel.periods?.upperBound, let last = panel.periods?.upperBound, last > end else {
            throw TableFault("no row with a target is later than the data of the training", column: features.settings.timeColumn)
        }
        var (targets, answers) = ([Double](), [Double]())
        for window in ForecastWindow.rolling(after: end, to: last, features.settings.horizon) {
            let before = panel.until(window.cutoff)
            var rows: [Int] = []
            for series in panel.histories.indices {
                guard let origin = panel.origin(of: series, upTo: window.cutoff) else { continue }
                for period in window.cutoff + 1...window.end
                where period - origin <= features.settings.horizon && !panel.histories[series][period].isNaN {
                    rows.append(panel.row(of: series, at: period))
                    targets.append(panel.histories[series][period])
                }
            }
            guard !rows.isEmpty else { continue }
            let features = try ForecastHistory(features, before).features(whole.selecting(rows))
            answers += try model.core.goingOn(source.features, before).predict(features).values
        }
        guard !targets.isEmpty else {
            throw TableFault(
                "no row with a target is within \(features.settings.horizon) periods after what is known of its series")
        }
        return RegressionScores(targets, predicted: answers, range: range).byName
    }
}

extension ForecastWindow {
    /// Windows of a horizon one after the other; the last may be shorter.
    static func rolling(after cutoff: Int, to end: Int, _ horizon: Int) -> [ForecastWindow] {
        stride(from: cutoff, to: end, by: horizon).map { ForecastWindow(cutoff: $0, end: min($0 + horizon, end)) }
    }
}

extension ForecastSettings {
    /// The newest share of all periods apart from those before, as data that no trial sees. Rows without a target count.
    package func holdingOut(_ share: Double, of table: Table) throws(TableFault) -> (training: Table, test: Table) {
        let grid = try SeriesGrid(table, self)
        guard share > 0, share < 1, let first = grid.periods.min(), let last = grid.periods.max(), last > first else {
            throw TableFault("a share of \(share.brief) of the periods cannot be held out: give one between 0 and 1")
        }
        let cutoff = last - min(last - first, max(1, Int((share * Double(last - first + 1)).rounded())))
        let rows = 0..<table.rows
        return (
            table.selecting(rows.filter { grid.periods[$0] <= cutoff }),
            table.selecting(rows.filter { grid.periods[$0] > cutoff })
        )
    }
}
