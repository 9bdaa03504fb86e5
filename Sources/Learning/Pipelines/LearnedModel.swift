/// A whole model: from the columns of the data to its answers.
package indirect enum LearnedModel: Codable, Sendable, Hashable {
    case pipeline(FittedFeatures, Predictor)
    /// The weighted mean of what its members answer; the weights add up to 1.
    case voting(members: [LearnedModel], weights: [Double])
    /// A predictor over what its members answer, side by side: for two classes only the second's probability, for more all of
    /// them, for a regression the number.
    case stacking(members: [LearnedModel], last: Predictor)
    /// How each series goes on by itself; answers the features of a forecast.
    case series(SeriesForecasts)
    /// A model that answers features of the future, which are made of rows of the future and of what is known of their series.
    /// The outermost one.
    case forecast(ForecastHistory, LearnedModel)

    /// A row a row of the table; one column of numbers, or a column of probabilities for each class.
    package func predict(_ table: Table) throws(TableFault) -> Matrix {
        switch self {
        case .pipeline(let features, let predictor):
            let matrix = try features.transform(table)
            guard matrix.columns == predictor.width else {
                throw TableFault("the model was fitted on \(predictor.width) features, and its table makes \(matrix.columns)")
            }
            return try Self.answer(of: predictor, matrix)
        case .voting(let members, let weights):
            guard members.count == weights.count else {
                throw TableFault("the model has \(members.count) members and \(weights.count) weights")
            }
            return Self.mean(try Self.answers(of: members, table), weights)
        case .stacking(let members, let last):
            let features = Self.sideBySide(try Self.answers(of: members, table))
            guard features.columns == last.width else {
                let given = features.columns
                throw TableFault("the model's last part was fitted on \(last.width) answers, and its members give \(given)")
            }
            return try Self.answer(of: last, features)
        case .series(let series): return try series.predict(table)
        case .forecast(let history, let model): return try model.predict(history.features(table))
        }
    }

    /// What answers features: of a forecast the model within.
    package var core: LearnedModel {
        if case .forecast(_, let model) = self { model } else { self }
    }

    /// Whether it is no mixture of others.
    var isSingle: Bool {
        switch self {
        case .pipeline, .series: true
        case .voting, .stacking, .forecast: false
        }
    }

    /// A forecast's model as it goes on from other histories: what looks at its series alone learns them anew.
    func goingOn(_ features: ForecastFeatures, _ panel: SeriesPanel) -> LearnedModel {
        switch self {
        case .pipeline: self
        case .series(let series): .series(series.goingOn(features, panel))
        case .voting(let members, let weights): .voting(members: members.map { $0.goingOn(features, panel) }, weights: weights)
        case .stacking(let members, let last): .stacking(members: members.map { $0.goingOn(features, panel) }, last: last)
        case .forecast(_, let model): .forecast(ForecastHistory(features, panel), model.goingOn(features, panel))
        }
    }

    private static func answer(of predictor: Predictor, _ features: Matrix) throws(TableFault) -> Matrix {
        if let flaw = predictor.flaw { throw TableFault("the model \(flaw): it is damaged, train it again") }
        return predictor.predict(features)
    }

    private static func answers(of members: [LearnedModel], _ table: Table) throws(TableFault) -> [Matrix] {
        var answers: [Matrix] = []
        for member in members { answers.append(try member.predict(table)) }
        guard let first = answers.first, answers.allSatisfy({ $0.columns == first.columns }) else {
            throw TableFault("the model's members answer with different numbers of classes, or there are none")
        }
        return answers
    }

    static func mean(_ answers: [Matrix], _ weights: [Double]) -> Matrix {
        var result = Matrix(rows: answers[0].rows, columns: answers[0].columns)
        for (answer, weight) in zip(answers, weights) {
            for place in result.values.indices { result.values[place] += weight * answer.values[place] }
        }
        return result
    }

    static func sideBySide(_ answers: [Matrix]) -> Matrix {
        let columns = answers[0].columns == 2 ? 1..<2 : 0..<answers[0].columns
        var values: [Double] = []
        values.reserveCapacity(answers[0].rows * answers.count * columns.count)
        for row in 0..<answers[0].rows {
            for answer in answers {
                for column in columns { values.append(answer[row, column]) }
            }
        }
        return Matrix(rows: answers[0].rows, columns: answers.count * columns.count, values: values)
    }
}
