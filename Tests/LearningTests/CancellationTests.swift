import Learning
import Testing

/// What takes long stops when nobody wants it any more.
@Suite struct CancellationTests {
    private let features = Matrix(rows: 40, columns: 2, values: (0..<80).map { Double($0 * 7 % 31) })

    @Test func neighboursStopBetweenRows() {
        let model = NearestNeighbours(samples: features, targets: (0..<40).map { Double($0) + 1 }, classCount: 0, count: 1)
        var asked = 0
        let answers = model.predict(features) {
            asked += 1
            return asked > 3
        }
        #expect(asked == 4 && answers[0, 0] > 0 && answers[39, 0] == 0)
        #expect(model.predict(features)[39, 0] > 0)
    }

    @Test(arguments: [0.0, 1.0]) func aDescentStopsBetweenSteps(l1Ratio: Double) {
        let learner = LogisticRegression(l1Ratio: l1Ratio)
        let classes = (0..<40).map { $0 % 3 == 0 ? 1 : 0 }
        let stopped = learner.fit(features, classes, classCount: 2) { true }
        #expect(stopped.weights.values.allSatisfy { $0 == 0 } && stopped.intercepts == [0])
        #expect(learner.fit(features, classes, classCount: 2) != stopped)
        let net = ElasticNet(penalty: 0.01)
        let targets = (0..<40).map { Double($0 % 5) }
        #expect(net.fit(features, targets) { true }.weights == [0, 0])
        #expect(net.fit(features, targets).weights != [0, 0])
    }
}
