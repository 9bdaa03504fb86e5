/// The one place where trials meet the room that makes features: columns in, a fitted recipe and a matrix out.
///
/// Until that room's fitter is there, numbers are filled by their mean and texts become a feature for each category.
package enum FeatureSeam {
    /// Fits the features on a table of training rows, without the target; `targets` are classes from 0, or numbers.
    static func fit(
        _ table: Table, targets: [Double], classCount: Int, _ recipe: Recipe, fillsMissing: Bool, seed: UInt64
    ) throws(TableFault) -> (features: FittedFeatures, matrix: Matrix) {
        var sources: [FittedFeatures.Source] = []
        var names: [String] = []
        for (name, column) in zip(table.names, table.columns) {
            switch column {
            case .numbers(let values):
                let present = values.filter { !$0.isNaN }
                let mean = present.isEmpty ? 0 : present.reduce(0, +) / Double(present.count)
                sources.append(FittedFeatures.Source(name: name, column: .number(fill: fillsMissing ? mean : nil)))
                names.append(name)
            case .texts(let column):
                let encoder = OneHotEncoder(fitting: column, most: max(1, recipe.oneHotLimit))
                sources.append(
                    FittedFeatures.Source(
                        name: name, column: .oneHot(categories: encoder.categories, hasOthers: encoder.hasOthers)))
                names += encoder.categories.map { "\(name)=\($0)" } + (encoder.hasOthers ? ["\(name)=others"] : [])
            }
        }
        let plain = FittedFeatures(sources: sources, scaler: nil, names: names)
        let matrix = try plain.transform(table)
        guard recipe.isScaled else { return (plain, matrix) }
        let scaler = StandardScaler(fitting: matrix)
        return (FittedFeatures(sources: sources, scaler: scaler, names: names), scaler.transform(matrix))
    }
}

extension FittedFeatures {
    func transform(_ table: Table) throws(TableFault) -> Matrix {
        var matrix = Matrix(rows: table.rows, columns: names.count)
        var start = 0
        for source in sources {
            switch (source.column, table[source.name]) {
            case (_, nil): throw TableFault("the model learnt from this column, and the table does not have it", column: source.name)
            case (.number(let fill), .numbers(let values)?):
                for (row, value) in values.enumerated() { matrix[row, start] = value.isNaN ? fill ?? value : value }
                start += 1
            case (.oneHot(let categories, let hasOthers), .texts(let column)?):
                let places = Dictionary(uniqueKeysWithValues: categories.enumerated().map { ($0.element, $0.offset) })
                for row in 0..<table.rows {
                    guard let text = column[row] else { continue }
                    if let place = places[text] ?? (hasOthers ? categories.count : nil) { matrix[row, start + place] = 1 }
                }
                start += categories.count + (hasOthers ? 1 : 0)
            default: throw TableFault("the column is not of the kind that the model learnt from", column: source.name)
            }
        }
        return scaler?.transform(matrix) ?? matrix
    }
}
