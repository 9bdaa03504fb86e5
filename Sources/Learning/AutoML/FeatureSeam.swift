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
