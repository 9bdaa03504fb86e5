import Testing

@testable import Learning

@Suite struct FeatureTests {
    @Test func scalesToMeanZeroAndVarianceOne() {
        let features = Matrix(rows: 4, columns: 2, values: [1, 0.1, 2, 0.1, 3, 0.1, 6, 0.1])
        let scaler = StandardScaler(fitting: features)
        #expect(scaler.means == [3, 0.1] && scaler.scales[1] == 1)
        let scaled = scaler.transform(features)
        #expect(abs(scaled[3, 0] - 3 / 3.5.squareRoot()) < 1e-12 && scaled[3, 1] == 0)
        #expect(scaler.transform(Matrix(rows: 1, columns: 2, values: [3, 1.1])).values == [0, 1])
    }

    @Test(arguments: [
        (Imputer.Strategy.mean, [3.0, 7, 0]), (.median, [1.5, 7, 0]), (.mostFrequent, [1, 7, 0]),
    ])
    func missingNumbersAreFilledIn(strategy: Imputer.Strategy, expected: [Double]) {
        let nan = Double.nan
        let features = Matrix(rows: 5, columns: 3, values: [1, 7, nan, nan, nan, nan, 8, nan, nan, 2, 7, nan, 1, nan, nan])
        let imputer = Imputer(strategy, fitting: features)
        #expect(imputer.values == expected)
        #expect(Array(imputer.transform(features).row(1)) == expected)
        #expect(Array(imputer.transform(features).row(0)) == [1, 7, 0])
    }

    @Test func textsBecomeColumns() {
        let cities = TextColumn(["Bern", "Basel", "Bern", nil, "Genf"])
        let encoder = OneHotEncoder(fitting: cities)
        #expect(encoder.categories == ["Basel", "Bern", "Genf"] && !encoder.hasOthers)
        #expect(encoder.transform(TextColumn(["Genf", nil, "Paris"])).values == [0, 0, 1, 0, 0, 0, 0, 0, 0])
        let rare = OneHotEncoder(fitting: cities, leastCount: 2)
        #expect(rare.categories == ["Bern"] && rare.hasOthers && rare.width == 2)
        #expect(rare.transform(TextColumn(["Genf", "Bern", nil, "Paris"])).values == [0, 1, 1, 0, 0, 0, 0, 1])
        let few = OneHotEncoder(fitting: cities, most: 2)
        #expect(few.categories == ["Bern"] && few.hasOthers)
        #expect(OneHotEncoder(fitting: TextColumn([nil, nil])).width == 0)
    }

    @Test func textsBecomeMeansOfTheirTargets() {
        let cities = TextColumn(["a", "a", "b", nil])
        let encoder = TargetEncoder(fitting: cities, [1, 3, 8, 0], smoothing: 2)
        #expect(encoder.mean == 3)
        #expect(encoder.transform(TextColumn(["b", "a", nil, "z"])) == [14.0 / 3, 2.5, 3, 3])
        // The one of a fold of its own is told nothing of its own target.
        let outside = TargetEncoder.transformOutOfFold(cities, [1, 3, 8, 0], folds: [0, 1, 0, 1], smoothing: 0)
        #expect(outside == [3, 1, 1.5, 4.5])
    }
}
