import Foundation
import Learning


@testable import Scoring
@testable import Training

/// Rows of a few kinds of columns, and what a model answers to them, worked out as its types say it.
struct PlainRows {
    var numbers: [String: [Double]] = [:]
    /// An empty text is missing, and so is what Python's missing values become.
    var texts: [String: [String]] = [:]
    var count = 0

    func tensors(_ columns: [ModelColumn]) -> [Tensor] {
        columns.map { column in
            let elements: Tensor.Elements = numbers[column.name].map { .float64($0) } ?? .text(texts[column.name] ?? [])
            return Tensor(name: column.name, shape: [count], elements: elements)
        }
    }

    func answers(_ model: LearnedModel) -> [[Double]] {
        switch model {
        case .pipeline(let features, let predictor): return answers(predictor, self.features(features))
        case .voting(let members, let weights):
            let all = members.map(answers)
            return (0..<count).map { row in
                all[0][row].indices.map { place in zip(all, weights).reduce(0) { $0 + $1.0[row][place] * $1.1 } }
            }
        case .stacking(let members, let last):
            let all = members.map { member in answers(member).map { $0.count == 2 ? [$0[1]] : $0 } }
            let rows = (0..<count).map { row in all.flatMap { $0[row] } }
            return answers(last, Matrix(rows: count, columns: rows[0].count, values: rows.flatMap { $0 }))
        case .series, .forecast: return []  // No graph says them.
        }
    }

    func features(_ features: FittedFeatures) -> Matrix {
        var rows = [[Double]](repeating: [], count: count)
        for source in features.sources {
            for row in 0..<count {
                let (number, text) = (numbers[source.name]?[row] ?? .nan, texts[source.name]?[row] ?? "")
                switch source.column {
                case .number(let fill): rows[row].append(number.isNaN ? fill ?? .nan : number)
                case .missingMark: rows[row].append(number.isNaN ? 1 : 0)
                case .oneHot(let categories, let hasOthers):
                    var part = [Double](repeating: 0, count: categories.count + (hasOthers ? 1 : 0))
                    if let place = categories.firstIndex(of: text) {
                        part[place] = 1
                    } else if hasOthers, !["", "nan", "None"].contains(text) {
                        part[categories.count] = 1
                    }
                    rows[row] += part
                case .encoded(let categories, let values, let other):
                    rows[row] += categories.firstIndex(of: text).map { values[$0] } ?? other
                case .date: break
                }
            }
        }
        if let scaler = features.scaler {
            rows = rows.map { row in row.indices.map { (row[$0] - scaler.means[$0]) / scaler.scales[$0] } }
        }
        return Matrix(rows: count, columns: rows[0].count, values: rows.flatMap { $0 })
    }

    private func answers(_ predictor: Predictor, _ features: Matrix) -> [[Double]] {
        func rows(_ matrix: Matrix) -> [[Double]] { (0..<matrix.rows).map { Array(matrix.row($0)) } }
        switch predictor {
        case .linear(let model): return model.predict(features).map { [$0] }
        case .logistic(let model): return rows(model.probabilities(features))
        case .naiveBayes(let model): return rows(model.probabilities(features))
        case .bernoulliNaiveBayes(let model): return rows(model.probabilities(features))
        case .multinomialNaiveBayes(let model): return rows(model.probabilities(features))
        case .trees(let forest): return forest.answers(features)
        case .neighbours(let model):
            return (0..<features.rows).map { row in
                let distances = (0..<model.samples.rows).map { sample in
                    zip(features.row(row), model.samples.row(sample)).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }.squareRoot()
                }
                let nearest = distances.indices.sorted { (distances[$0], $0) < (distances[$1], $1) }.prefix(model.count)
                let hasSame = nearest.contains { distances[$0] == 0 }
                let weights = nearest.map { place -> Double in
                    model.weights == .uniform ? 1 : hasSame ? (distances[place] == 0 ? 1 : 0) : 1 / distances[place]
                }
                var answer = [Double](repeating: 0, count: max(1, model.classCount))
                for (place, weight) in zip(nearest, weights) {
                    let share = weight / weights.reduce(0, +)
                    if model.classCount == 0 {
                        answer[0] += share * model.targets[place]
                    } else {
                        answer[Int(model.targets[place])] += share
                    }
                }
                return answer
            }
        }
    }
}
