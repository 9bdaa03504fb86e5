import Domain
import Foundation
import Learning
import Testing

@testable import Scoring
@testable import Training

/// A model of forecasts as it is kept and served: two shops' days, a week of their own each, and a price that moves them.
@Suite struct ForecastModelTests {
    static func days(_ range: Range<Int>) -> [String] {
        let first = Moment("2026-01-05")!.days
        return range.map { Moment(days: first + $0).description }
    }

    static func price(_ shop: Int, _ day: Int) -> Double { Double((day * 31 + shop) % 5) }

    static func table(_ range: Range<Int>) -> Table {
        let cells = ["NA", "Rome"].indices.flatMap { shop in range.map { (shop, $0) } }
        let week = [1.0, 2, 3, 2, 1, 6, 5]
        return Table(
            names: ["day", "shop", "price", "sold"],
            columns: [
                .texts(TextColumn(cells.map { days($0.1..<$0.1 + 1)[0] })), .texts(TextColumn(cells.map { ["NA", "Rome"][$0.0] })),
                .numbers(cells.map { price($0.0, $0.1) }),
                .numbers(cells.map { week[($0.1 + $0.0) % 7] * Double($0.0 + 1) + 0.05 * Double($0.1) - 2 * price($0.0, $0.1) }),
            ])
    }

    static let columns = [
        ModelColumn(name: "day", kind: .datetime), ModelColumn(name: "shop", kind: .string),
        ModelColumn(name: "price", kind: .long),
    ]

    /// The set, and a vote of an elastic net and a baseline.
    static func trained() throws -> (set: TrainingSet, model: LearnedModel) {
        let problem = AutoMLProblem(
            .forecasting, target: "sold", metric: .normalisedRootMeanSquaredError, validation: .folds(2), seed: 1,
            forecast: ForecastSettings(
                target: "sold", timeColumn: "day", seriesColumns: ["shop"], horizon: 7, lags: [1, 7], window: 14, seasonality: 7))
        let set = try TrainingSet(table(0..<70), problem)
        let trial = Trial(set, trees: nil)
        let net = try trial.run(Recipe(.elasticNet, ["alpha": 0.001], isScaled: true))
        let naive = try trial.run(Recipe(.seasonalNaive))
        guard case .forecast(let history, _) = net.model else { throw TrialFault("no forecast") }
        return (set, .forecast(history, .voting(members: [net.model.core, naive.model.core], weights: [0.75, 0.25])))
    }

    private func folder(_ scratch: Scratch) throws -> (path: String, set: TrainingSet, model: LearnedModel) {
        let (set, model) = try Self.trained()
        let written = try MLflowModelFolder(model, columns: Self.columns, classes: nil, example: set.example)
        #expect(written.refusal == "it forecasts from the past of its series, which a graph does not keep")
        try written.write(to: scratch.path + "/model")
        return (scratch.path + "/model", set, model)
    }

    private func request(_ days: [String], _ shops: [String], _ prices: [Double]) -> InferenceRequest {
        InferenceRequest(
            .tensors([
                Tensor(name: "day", shape: [days.count], elements: .text(days)),
                Tensor(name: "shop", shape: [days.count], elements: .text(shops)),
                Tensor(name: "price", shape: [days.count], elements: .float64(prices)),
            ]))
    }

    @Test func isKeptAsOurOwnFlavorAlone() throws {
        let scratch = try Scratch()
        let (path, set, model) = try folder(scratch)
        #expect(try FileManager.default.contentsOfDirectory(atPath: path).sorted() == [
            "MLmodel", "conda.yaml", "input_example.json", "model.json", "python_env.yaml", "requirements.txt",
        ])
        let described = try String(contentsOfFile: path + "/MLmodel", encoding: .utf8)
        #expect(described.contains("    task: forecasting\n") && !described.contains("python_function"))
        #expect(described.contains(#"{\"name\":\"day\",\"required\":true,\"type\":\"datetime\"}"#))
        // The week after the data, with the last price that is known.
        let shown = try JSONParser.parse(try String(contentsOfFile: path + "/input_example.json", encoding: .utf8))
        #expect(shown["columns"] == ["day", "shop", "price"])
        guard case .array(let rows)? = shown["data"] else {
            Issue.record("there are no rows")
            return
        }
        #expect(rows.first == ["2026-03-16", "NA", .int(Int64(Self.price(0, 69)))] && rows.count == 5)
        let read = try LearnedModelDocument.read(folder: path)
        #expect(read.model == model && read.columns == Self.columns)
        // No more of the past than features are made of.
        guard case .forecast(let history, _) = read.model else {
            Issue.record("it is no forecast")
            return
        }
        #expect(history.series.map(\.values.count) == [14, 14] && set.rows > 500)
    }

    @Test func answersWhatTheModelDoes() throws {
        let scratch = try Scratch()
        let (path, _, model) = try folder(scratch)
        let served = LearnedInferenceModel(try LearnedModelDocument.read(folder: path))
        #expect(served.signature.inputs.map(\.type) == [.text, .text, .int64])
        let future = try Self.table(70..<77).dropping(["sold"])
        let wanted = try model.predict(future).values
        guard case .texts(let days)? = future["day"], case .texts(let shops)? = future["shop"],
            case .numbers(let prices)? = future["price"]
        else {
            Issue.record("no columns")
            return
        }
        let order = Array((0..<14).reversed()) + [3, 3]
        let answer = try served.predict(request(order.map { days[$0] ?? "" }, order.map { shops[$0] ?? "" }, order.map { prices[$0] }))
        #expect(answer.map(\.name) == ["variable"] && answer[0].elements == .float32(order.map { Float(wanted[$0]) }))
        // Nearer to what comes than the week before, which knows no prices.
        guard case .numbers(let truth)? = Self.table(70..<77)["sold"] else {
            Issue.record("no truth")
            return
        }
        guard case .numbers(let before)? = Self.table(63..<70)["sold"] else {
            Issue.record("no week before")
            return
        }
        func error(_ given: [Double]) -> Double { zip(given, truth).reduce(0) { $0 + abs($1.0 - $1.1) } / 14 }
        #expect(error(wanted) < 0.7 * error(before), "\(error(wanted)) and \(error(before))")
    }

    @Test func saysWhichRowCannotBeForecast() throws {
        let scratch = try Scratch()
        let served = LearnedInferenceModel(try LearnedModelDocument.read(folder: try folder(scratch).path))
        func fault(_ days: [String], _ shops: [String]) -> InferenceFault? {
            #expect(throws: InferenceFault.self) { try served.predict(request(days, shops, days.map { _ in 1 })) }
        }
        let far = fault(["2026-03-16", "2026-03-23"], ["NA", "NA"])
        #expect(far?.status == 400)
        #expect(far?.message.contains("row 2, column 'day': 2026-03-23 is 8 periods after the last known target, which is of 2026-03-15, and the model looks 7 ahead") == true, "\(far?.message ?? "")")
        #expect(fault(["2026-03-15"], ["Rome"])?.message.contains("row 1, column 'day': 2026-03-15 is not after the last known target") == true)
        #expect(fault(["2026-03-16", "2026-03-16"], ["NA", "Oslo"])?.message.contains("row 2, column 'shop': nothing is known of the series 'Oslo'") == true)
        #expect(fault(["soon"], ["NA"])?.message.contains("row 1, column 'day': 'soon' is no date") == true)
        #expect(fault(["2026-03-16T05:00"], ["NA"])?.message.contains("is off the regular times") == true)
    }

    @Test func whatContradictsItselfIsNotRead() throws {
        let scratch = try Scratch()
        let (path, set, model) = try folder(scratch)
        let file = URL(fileURLWithPath: path + "/model.json")
        let whole = try String(contentsOf: file, encoding: .utf8)
        for (part, other) in [
            (#""frequency":{"seconds":{"_0":86400}}"#, #""frequency":{"seconds":{"_0":0}}"#), (#""seasonality":7,"#, #""seasonality":0,"#),
            (#""lags":[1,7],"order""#, #""lags":[1,-7],"order""#), (#""end":69"#, #""end":9223372036854775807"#),
            (#""idColumns":["shop"]"#, #""idColumns":[]"#), (#""ids":["Rome"]"#, #""ids":["NA"]"#), (#""ids":["Rome"]"#, #""ids":[]"#), (#""horizon":7"#, #""horizon":0"#),
        ] {
            let broken = whole.replacingOccurrences(of: part, with: other)
            #expect(broken != whole, "\(part)")
            try Data(broken.utf8).write(to: file)
            let error = #expect(throws: AtelierError.self) { try LearnedModelDocument.read(folder: path) }
            #expect(error?.code == .invalidArgument, "\(other)")
        }
        guard case .forecast(let history, let core) = model else { throw TrialFault("no forecast") }
        for model in [core, .voting(members: [model], weights: [1]), .forecast(history, model)] {
            #expect(throws: AtelierError.self) { try LearnedModelDocument(model, columns: Self.columns, classes: nil) }
        }
        let strange = FittedFeatures(sources: [.init(name: "sun", column: .number(fill: 0))], scaler: nil, names: ["sun"])
        let error = #expect(throws: AtelierError.self) {
            try LearnedModelDocument(
                .forecast(history, .pipeline(strange, .linear(LinearModel(weights: [1], intercept: 0)))), columns: Self.columns, classes: nil)
        }
        #expect(error?.message.contains("does not make the feature 'sun'") == true && set.rows > 0)
    }
}
