import Domain
import Foundation
import Testing

@testable import Scoring

/// What XGBoost answers in the engine is what it answers in Python.
@Suite(.serialized, .enabled(if: PythonLibraries.areWanted, "needs PyPI"))
struct XGBoostModelTests {
    private static let rows = 10_000

    /// A model a kind, 10,000 rows in `x` and Python's answer in `y`.
    private static let script = """
        import sys, json, numpy as np, xgboost as xgb, warnings
        warnings.simplefilter("ignore")
        out, kind = sys.argv[1], sys.argv[2]
        rng = np.random.default_rng(7)
        def data(n, k=8):
            x = rng.normal(size=(n, k)) * np.logspace(-2, 2, k)
            s = x[:, 0] * 100 + x[:, 1] * 3 - x[:, k - 1] / 50 + rng.normal(size=n) * 0.3
            return x, s
        x, s = data(3000)
        if "missing" in kind:
            x[rng.random(x.shape) < 0.2] = np.nan
        classes = np.digitize(s, np.quantile(s, [0.25, 0.5, 0.75]))
        test, _ = data(10_000)
        if "missing" in kind:
            test[rng.random(test.shape) < 0.3] = np.nan
        names = None
        base = {"max_depth": 5, "eta": 0.3, "nthread": 1}
        if kind in ("classifier", "classifiers", "estimator", "labels", "randomForest"):
            split = 2000
            if kind == "classifier":
                m = xgb.XGBClassifier(n_estimators=60, early_stopping_rounds=3, learning_rate=0.9, n_jobs=1)
                y = (s > 0).astype(int)
            elif kind == "classifiers":
                m = xgb.XGBClassifier(n_estimators=60, early_stopping_rounds=3, learning_rate=0.9, n_jobs=1)
                y = classes
            elif kind == "labels":
                m = xgb.XGBClassifier(n_estimators=20, n_jobs=1)
                y = np.stack([s > 0, s > 1, s < -1], axis=1).astype(int)
            elif kind == "randomForest":
                m = xgb.XGBRFClassifier(n_estimators=20, n_jobs=1)
                y = classes
            else:
                m = xgb.XGBRegressor(n_estimators=80, early_stopping_rounds=3, learning_rate=0.9, n_jobs=1)
                y = s
            early = kind in ("classifier", "classifiers", "estimator")
            m.fit(x[:split], y[:split], **({"eval_set": [(x[split:], y[split:])], "verbose": False} if early else {}))
            if early:
                assert m.best_iteration + 1 < m.get_booster().num_boosted_rounds()
            m.save_model(f"{out}/model.json")
            answer = m.predict(test)
        else:
            if kind == "named":
                names = [f"f{i} of it" for i in range(8)]
            params = {
                "regression": {"objective": "reg:squarederror"}, "named": {"objective": "reg:squarederror"},
                "binary": {"objective": "binary:logistic"}, "binaryMissing missing": {"objective": "binary:logistic"},
                "margin": {"objective": "binary:logitraw"}, "counts": {"objective": "count:poisson"},
                "multi": {"objective": "multi:softprob", "num_class": 4},
                "multi missing": {"objective": "multi:softprob", "num_class": 4},
                "softmax": {"objective": "multi:softmax", "num_class": 4},
                "linear": {"objective": "reg:squarederror", "booster": "gblinear", "max_depth": None},
                "dart": {"objective": "binary:logistic", "booster": "dart", "rate_drop": 0.3},
            }[kind]
            y = classes if "multi" in kind or kind == "softmax" else s if kind in ("regression", "linear", "named") else \\
                np.abs(np.round(s)) if kind == "counts" else (s > 0).astype(int)
            p = {k: v for k, v in (base | params).items() if v is not None}
            b = xgb.train(p, xgb.DMatrix(x, y, feature_names=names), 30)
            b.save_model(f"{out}/model.ubj")
            b.save_model(f"{out}/model.json")
            open(f"{out}/model.xgb", "wb").write(b.save_raw("ubj"))
            answer = b.predict(xgb.DMatrix(test, feature_names=names))
        test.astype(np.float64).tofile(f"{out}/x")
        answer.astype(np.float64).tofile(f"{out}/y")
        json.dump({"shape": list(answer.shape)}, open(f"{out}/shape.json", "w"))
        """

    @Test(arguments: [
        "regression", "binary", "binaryMissing missing", "margin", "counts", "multi", "multi missing", "softmax", "linear",
        "dart", "named",
    ])
    func answersAsBooster(kind: String) async throws {
        try await PythonLibraries.withModels(Self.script, [kind]) { folder, libraries in
            for file in ["model.ubj", "model.json", "model.xgb"] {
                try Self.compare(folder, file, libraries.xgboost, .raw)
            }
        }
    }

    @Test(arguments: ["classifier", "classifiers", "labels", "randomForest"])
    func answersAsClassifier(kind: String) async throws {
        try await PythonLibraries.withModels(Self.script, [kind]) { folder, libraries in
            let model = try Self.compare(folder, "model.json", libraries.xgboost, .classes)
            #expect(model.signature.outputs.first?.type == .int64)
        }
    }

    @Test func answersAsRegressorUpToTheBestIteration() async throws {
        try await PythonLibraries.withModels(Self.script, ["estimator"]) { folder, libraries in
            try Self.compare(folder, "model.json", libraries.xgboost, .estimator)
        }
    }

    /// Two versions in one process, each with the runtime for threads that its package brought.
    @Test func versionsLiveSideBySide() async throws {
        try await PythonLibraries.withModels(Self.script, ["multi missing"]) { folder, libraries in
            let request = try Self.request(folder)
            let new = try XGBoostModel(file: folder.path + "/model.json", library: libraries.xgboost, threads: 2)
            let old = try XGBoostModel(file: folder.path + "/model.json", library: libraries.elderXGBoost, threads: 2)
            #expect(new.libraryVersion == "3.2.0")
            #expect(old.libraryVersion == "2.1.4")
            for _ in 0..<3 {
                #expect(difference(try new.predict(request)[0], try old.predict(request)[0]) < 1e-5)
            }
        }
    }

    /// The library promises it for trees; linear boosters take turns.
    @Test(arguments: ["multi", "linear"])
    func answersManyThreadsAtOnce(kind: String) async throws {
        let libraries = try await PythonLibraries.installed()
        try await PythonLibraries.withModels(Self.script, [kind]) { folder, _ in
            let model = try XGBoostModel(file: folder.path + "/model.ubj", library: libraries.xgboost)
            let request = try Self.request(folder)
            guard case .matrix(let matrix) = request.inputs else { return }
            let whole = try model.predict(request)[0]
            let width = whole.count / matrix.rows
            DispatchQueue.concurrentPerform(iterations: 400) { index in
                let rows = 1 + index % 7
                let first = index * 17
                let part = FeatureMatrix(
                    rows: rows, columns: matrix.columns,
                    values: Array(matrix.values[first * matrix.columns..<(first + rows) * matrix.columns]))
                let answer = try? model.predict(InferenceRequest(.matrix(part)))
                #expect(answer?[0].numbers == Array(whole.numbers[first * width..<(first + rows) * width]))
            }
        }
    }

    @Test func columnsGoByTheirNames() async throws {
        try await PythonLibraries.withModels(Self.script, ["named"]) { folder, libraries in
            let model = try XGBoostModel(file: folder.path + "/model.json", library: libraries.xgboost)
            let names = (0..<8).map { "f\($0) of it" }
            #expect(model.signature.inputs.map(\.name) == names)
            let values = (0..<16).map { Double($0) / 3 }
            let expected = try model.predict(
                InferenceRequest(.matrix(FeatureMatrix(rows: 2, columns: 8, values: values))))
            var columns = (0..<8).map { column in
                Tensor(name: names[column], shape: [2], elements: .float64([values[column], values[8 + column]]))
            }
            #expect(try model.predict(InferenceRequest(.tensors(columns.reversed()))) == expected)
            let turned = FeatureMatrix(
                rows: 2, columns: 8, values: values[0..<8].reversed() + values[8..<16].reversed(), names: names.reversed())
            #expect(try model.predict(InferenceRequest(.matrix(turned))) == expected)

            func refusal(_ request: InferenceRequest) -> InferenceFault? {
                do throws(InferenceFault) {
                    _ = try model.predict(request)
                    return nil
                } catch { return error }
            }
            let taken = "the model takes 8 columns (\(names.joined(separator: ", ")))"
            let wide = FeatureMatrix(rows: 1, columns: 9, values: Array(repeating: 1, count: 9))
            #expect(refusal(InferenceRequest(.matrix(wide))) == InferenceFault(400, "a row has 9 values: \(taken)"))
            columns[3].name = "other"
            #expect(
                refusal(InferenceRequest(.tensors(columns))) == InferenceFault(400, "column 'other' is unknown: \(taken)"))
            columns.remove(at: 3)
            #expect(
                refusal(InferenceRequest(.tensors(columns)))
                    == InferenceFault(400, "column 'f3 of it' is missing: \(taken)"))
            columns.append(columns[0])
            #expect(
                refusal(InferenceRequest(.tensors(columns))) == InferenceFault(400, "column 'f0 of it' is given twice"))
            columns.removeLast()
            columns.append(Tensor(name: "f3 of it", shape: [2], elements: .text(["1", "2"])))
            #expect(refusal(InferenceRequest(.tensors(columns)))?.status == 400)
            columns[6] = Tensor(name: "f3 of it", shape: [1], elements: .float64([1]))
            #expect(refusal(InferenceRequest(.tensors(columns)))?.status == 400)
            let infinite = FeatureMatrix(rows: 1, columns: 8, values: [1, 2, 1e39, 4, 5, 6, 7, 8])
            #expect(refusal(InferenceRequest(.matrix(infinite)))?.message.hasPrefix("row 0, column 2 is infinite") == true)
            let none = FeatureMatrix(rows: 0, columns: 0, values: [])
            #expect(refusal(InferenceRequest(.matrix(none)))?.status == 400)
            let asked = InferenceRequest(expectedInputs, outputs: .named(["other"]))
            #expect(refusal(asked) == InferenceFault(400, "output 'other' is unknown: the model gives 'predict'"))
        }
    }

    private var expectedInputs: InferenceRequest.Inputs {
        .matrix(FeatureMatrix(rows: 1, columns: 8, values: Array(repeating: 0, count: 8)))
    }

    @Test func whatCannotBeLoadedIsASentence() async throws {
        try await PythonLibraries.withModels(Self.script, ["binary"]) { folder, libraries in
            func refusal(_ file: String, library: String = libraries.xgboost) -> AtelierError? {
                do throws(AtelierError) {
                    _ = try XGBoostModel(file: "\(folder.path)/\(file)", library: library)
                    return nil
                } catch { return error }
            }
            let whole = try Data(contentsOf: folder.appending(path: "model.ubj"))
            try whole.prefix(whole.count / 2).write(to: folder.appending(path: "half.ubj"))
            try Data("not a model".utf8).write(to: folder.appending(path: "text.xgb"))
            try Data("{\"a\": ".utf8).write(to: folder.appending(path: "bad.json"))
            for file in ["half.ubj", "text.xgb", "bad.json", "none.json", "none.xgb"] {
                let error = try #require(refusal(file))
                #expect(error.message.contains(file), "\(error)")
                #expect(!error.message.contains(".cc:") && !error.message.contains("\n"), "\(error)")
            }
            #expect(refusal("model.ubj", library: "/nowhere/libxgboost.so")?.code == .unavailable)
        }
    }

    /// The binary form of old: versions before 3.1 read it, later ones say that they do not.
    @Test func theOldBinaryFormIsReadWhereTheLibraryCan() async throws {
        let libraries = try await PythonLibraries.installed()
        let elder = libraries.elderXGBoost.components(separatedBy: "/xgboost/lib")[0]
        try await PythonLibraries.withModels(Self.elderScript, [elder]) { folder, _ in
            let old = try XGBoostModel(file: folder.path + "/model.xgb", library: libraries.elderXGBoost)
            let tensor = try old.predict(try Self.request(folder))[0]
            let expected = Tensor(name: "", shape: tensor.shape, elements: .float64(try folder.numbers("y")))
            #expect(difference(tensor, expected) < 1e-5)
            let error = #expect(throws: AtelierError.self) {
                _ = try XGBoostModel(file: folder.path + "/model.xgb", library: libraries.xgboost)
            }
            #expect(error?.hint?.contains("atelier runtime install xgboost --version") == true)
        }
    }

    private static let elderScript = """
        import sys, numpy as np
        sys.path.insert(0, sys.argv[2])
        import xgboost as xgb
        assert xgb.__version__ == "2.1.4"
        rng = np.random.default_rng(7)
        x = rng.normal(size=(10_000, 5))
        d = xgb.DMatrix(x, (x[:, 0] > x[:, 1]).astype(int))
        b = xgb.train({"objective": "binary:logistic", "nthread": 1}, d, 10)
        open(f"{sys.argv[1]}/model.xgb", "wb").write(b.save_raw("deprecated"))
        x.tofile(f"{sys.argv[1]}/x")
        b.predict(d).astype(np.float64).tofile(f"{sys.argv[1]}/y")
        """

    // MARK: Comparing

    @discardableResult
    private static func compare(
        _ folder: URL, _ file: String, _ library: String, _ answer: NativeAnswer
    ) throws -> XGBoostModel {
        let model = try XGBoostModel(file: "\(folder.path)/\(file)", library: library, answer: answer)
        let tensor = try model.predict(try request(folder))[0]
        let shape = try JSONDecoder().decode(
            [String: [Int]].self, from: Data(contentsOf: folder.appending(path: "shape.json")))
        #expect(tensor.shape == shape["shape"])
        let expected = Tensor(name: "", shape: tensor.shape, elements: .float64(try folder.numbers("y")))
        #expect(difference(tensor, expected) < 1e-5, "\(file)")
        return model
    }

    private static func request(_ folder: URL) throws -> InferenceRequest {
        let values: [Double] = try folder.numbers("x")
        return InferenceRequest(.matrix(FeatureMatrix(rows: rows, columns: values.count / rows, values: values)))
    }
}

extension Tensor {
    var numbers: [Double] {
        switch elements {
        case .float32(let values): values.map { Double($0) }
        case .float64(let values): values
        case .int64(let values): values.map { Double($0) }
        case .bool(let values): values.map { $0 ? 1 : 0 }
        case .text: []
        }
    }
}

/// The largest difference of two tensors, in parts of the larger value where that is above 1; infinite for other counts.
func difference(_ left: Tensor, _ right: Tensor) -> Double {
    let (first, second) = (left.numbers, right.numbers)
    guard first.count == second.count, !first.isEmpty else { return .infinity }
    return zip(first, second).map { abs($0 - $1) / max(1, abs($1)) }.reduce(0) { $1.isNaN ? .infinity : max($0, $1) }
}
