import Domain
import Foundation
import Testing

@testable import Scoring

/// What ONNX Runtime answers in the engine is what it answers in Python.
@Suite(.serialized, .enabled(if: PythonLibraries.areWanted, "needs PyPI"))
struct OnnxRuntimeModelTests {
    private static let rows = 10_000

    /// A graph a kind, 10,000 rows in `x` and Python's answers in `y0`, `y1` …, a name a line in `outputs`.
    private static let script = """
        import sys, json, numpy as np, pandas as pd, onnxruntime as ort, warnings
        warnings.simplefilter("ignore")
        from skl2onnx import to_onnx
        from skl2onnx.common.data_types import FloatTensorType, DoubleTensorType, StringTensorType, Int64TensorType
        from sklearn.linear_model import LinearRegression, LogisticRegression
        from sklearn.ensemble import RandomForestClassifier, GradientBoostingRegressor
        from sklearn.pipeline import make_pipeline
        from sklearn.preprocessing import StandardScaler, OneHotEncoder
        from sklearn.compose import ColumnTransformer
        out, kind = sys.argv[1], sys.argv[2]
        rng = np.random.default_rng(3)
        def data(n, k=6):
            x = rng.normal(size=(n, k)) * np.logspace(-1, 1, k)
            return x, x[:, 0] * 10 + x[:, 1] + rng.normal(size=n) * 0.1
        x, s = data(2000)
        test, _ = data(10_000)
        feed = None
        classes = np.digitize(s, np.quantile(s, [0.3, 0.6]))
        words = np.array(["low", "middle", "über"])[classes]
        float_input = [("X", FloatTensorType([None, 6]))]
        if kind == "linear":
            m, opts, types = LinearRegression().fit(x, s), None, float_input
        elif kind == "double":
            m, opts, types = make_pipeline(StandardScaler(), LinearRegression()).fit(x, s), None, [("X", DoubleTensorType([None, 6]))]
        elif kind == "boosting":
            m, opts, types = GradientBoostingRegressor(n_estimators=30).fit(x, s), None, float_input
        elif kind == "logistic":
            m, opts, types = make_pipeline(StandardScaler(), LogisticRegression()).fit(x, classes), "plain", float_input
        elif kind == "zipmap":
            m, opts, types = make_pipeline(StandardScaler(), LogisticRegression()).fit(x, classes), None, float_input
        elif kind == "zipmapOfWords":
            m, opts, types = RandomForestClassifier(20, max_depth=6, n_jobs=1).fit(x, words), None, float_input
        elif kind == "columns":
            def table(x):
                return pd.DataFrame({"size": x[:, 0], "count": np.round(x[:, 1] * 10).astype(np.int64),
                                     "colour": np.array(["red", "grün", "blue"])[np.digitize(x[:, 2], [-0.1, 0.1])]})
            t = ColumnTransformer([("n", StandardScaler(), ["size"]), ("i", "passthrough", ["count"]),
                                   ("c", OneHotEncoder(handle_unknown="ignore"), ["colour"])])
            m, opts = make_pipeline(t, LogisticRegression(max_iter=500)).fit(table(x), classes), "plain"
            types = [("size", FloatTensorType([None, 1])), ("count", Int64TensorType([None, 1])), ("colour", StringTensorType([None, 1]))]
            f = table(test)
            feed = {"size": f[["size"]].to_numpy().astype(np.float32), "count": f[["count"]].to_numpy(), "colour": f[["colour"]].to_numpy().astype(object)}
            f["count"].to_numpy().tofile(f"{out}/count")
            open(f"{out}/colour", "w").write("\\n".join(f["colour"]))
        options = {id(m): {"zipmap": False}} if opts == "plain" else None
        g = to_onnx(m, initial_types=types, options=options, target_opset=17)
        open(f"{out}/model.onnx", "wb").write(g.SerializeToString())
        session = ort.InferenceSession(f"{out}/model.onnx", providers=["CPUExecutionProvider"])
        if feed is None:
            feed = {"X": test if kind == "double" else test.astype(np.float32)}
        answers = session.run(None, feed)
        test.tofile(f"{out}/x")
        open(f"{out}/outputs", "w").write("\\n".join(o.name for o in session.get_outputs()))
        for i, a in enumerate(answers):
            if isinstance(a, list):
                open(f"{out}/labels", "w").write("\\n".join(str(k) for k in sorted(a[0])))
                a = np.array([[row[k] for k in sorted(row)] for row in a])
            if a.dtype == object:
                open(f"{out}/y{i}", "w").write("\\n".join(a))
            else:
                a.astype(np.float64).tofile(f"{out}/y{i}")
            json.dump(list(a.shape), open(f"{out}/shape{i}", "w"))
        """

    @Test(arguments: ["linear", "double", "boosting", "logistic", "zipmap", "zipmapOfWords"])
    func answersAsPython(kind: String) async throws {
        try await PythonLibraries.withModels(Self.script, [kind]) { folder, libraries in
            let model = try OnnxRuntimeModel(file: folder.path + "/model.onnx", library: libraries.onnxRuntime)
            let values: [Double] = try folder.numbers("x")
            let matrix = FeatureMatrix(rows: Self.rows, columns: 6, values: values)
            let answers = try model.predict(InferenceRequest(.matrix(matrix)))
            try Self.compare(answers, folder)
            #expect(model.isBatchable)
            let given = Tensor(name: "X", shape: [Self.rows, 6], elements: .float64(values))
            #expect(try model.predict(InferenceRequest(.tensors([given]))) == answers)
            if kind.hasPrefix("zipmap") { #expect(answers[1].labels == (try folder.lines("labels"))) }
            // A classifier as its predict() is.
            let classes = try OnnxRuntimeModel(
                file: folder.path + "/model.onnx", library: libraries.onnxRuntime, answer: .classes)
            #expect(try classes.predict(InferenceRequest(.matrix(matrix))) == [answers[0]])
            // Outputs by name, in the order that was asked for.
            let names = answers.map(\.name).reversed()
            let asked = try model.predict(InferenceRequest(.matrix(matrix), outputs: .named(Array(names))))
            #expect(asked == answers.reversed())
        }
    }

    @Test func columnsOfSeveralTypes() async throws {
        try await PythonLibraries.withModels(Self.script, ["columns"]) { folder, libraries in
            let model = try OnnxRuntimeModel(file: folder.path + "/model.onnx", library: libraries.onnxRuntime)
            let x: [Double] = try folder.numbers("x")
            var columns = [
                Tensor(
                    name: "size", shape: [Self.rows], elements: .float64((0..<Self.rows).map { x[$0 * 6] })),
                Tensor(name: "count", shape: [Self.rows], elements: .int64(try folder.numbers("count"))),
                Tensor(name: "colour", shape: [Self.rows, 1], elements: .text(try folder.lines("colour"))),
            ]
            #expect(model.signature.inputs.map(\.type) == [.float32, .int64, .text])
            try Self.compare(try model.predict(InferenceRequest(.tensors(columns))), folder)
            try Self.compare(try model.predict(InferenceRequest(.tensors(columns.reversed()))), folder)

            func refusal(_ tensors: [Tensor]) -> String? {
                do throws(InferenceFault) {
                    _ = try model.predict(InferenceRequest(.tensors(tensors)))
                    return nil
                } catch {
                    #expect(error.status == 400)
                    return error.message
                }
            }
            let taken = "the model takes size, count, colour"
            #expect(refusal(Array(columns.dropLast())) == "input 'colour' is missing: \(taken)")
            #expect(refusal(columns + [columns[0]]) == "input 'size' is given twice")
            let other = Tensor(name: "other", shape: [1], elements: .float64([1]))
            #expect(refusal(columns + [other]) == "input 'other' is unknown: \(taken)")
            columns[1] = Tensor(name: "count", shape: [1], elements: .float64([1.5]))
            #expect(refusal(columns) == "input 'count' takes INT64, which cannot hold 1.5")
            columns[1] = Tensor(name: "count", shape: [1], elements: .float64([.nan]))
            #expect(refusal(columns) == "input 'count' takes INT64, which cannot hold nan")
            columns[1] = Tensor(name: "count", shape: [1], elements: .text(["7"]))
            #expect(refusal(columns) == "input 'count' takes numbers (INT64), not texts")
            columns[1] = Tensor(name: "count", shape: [1, 2], elements: .int64([1, 2]))
            #expect(refusal(columns) == "input 'count' takes the shape [any, 1], not [1, 2]")
            columns[1] = Tensor(name: "count", shape: [3], elements: .int64([1, 2]))
            #expect(refusal(columns) == "input 'count' has 2 values, not those of its shape [3]")
            columns[1] = Tensor(name: "count", shape: [1], elements: .int64([1]))
            columns[2] = Tensor(name: "colour", shape: [1], elements: .int64([1]))
            #expect(refusal(columns) == "input 'colour' takes texts, not numbers")
        }
    }

    /// The metadata name the columns of a graph that takes a matrix.
    @Test func columnsGoByTheNamesOfTheSignature() async throws {
        try await PythonLibraries.withModels(Self.script, ["logistic"]) { folder, libraries in
            let names = ["a", "b", "c", "d", "e", "f"]
            let signature = ModelSignature(inputs: names.map { TensorSpec(name: $0, type: .float64, shape: [nil]) })
            let model = try OnnxRuntimeModel(
                file: folder.path + "/model.onnx", library: libraries.onnxRuntime, signature: signature)
            let values = (0..<12).map { Double($0) / 7 }
            let expected = try model.predict(
                InferenceRequest(.matrix(FeatureMatrix(rows: 2, columns: 6, values: values))))
            let columns = names.indices.map { column in
                Tensor(name: names[column], shape: [2], elements: .float64([values[column], values[6 + column]]))
            }
            #expect(try model.predict(InferenceRequest(.tensors(columns.reversed()))) == expected)
            let fault = #expect(throws: InferenceFault.self) {
                _ = try model.predict(InferenceRequest(.tensors(Array(columns.dropFirst()))))
            }
            #expect(fault?.message == "column 'a' is missing: the model takes 6 columns (a, b, c, d, e, f)")
            let narrow = #expect(throws: InferenceFault.self) {
                _ = try model.predict(
                    InferenceRequest(.matrix(FeatureMatrix(rows: 1, columns: 2, values: [1, 2]))))
            }
            #expect(narrow?.message == "a row has 2 values: the model takes 6 columns (a, b, c, d, e, f)")
        }
    }

    @Test func answersManyThreadsAtOnce() async throws {
        try await PythonLibraries.withModels(Self.script, ["zipmap"]) { folder, libraries in
            let model = try OnnxRuntimeModel(file: folder.path + "/model.onnx", library: libraries.onnxRuntime)
            let values: [Double] = try folder.numbers("x")
            let whole = try model.predict(
                InferenceRequest(.matrix(FeatureMatrix(rows: Self.rows, columns: 6, values: values))))
            DispatchQueue.concurrentPerform(iterations: 300) { index in
                let rows = 1 + index % 5
                let part = FeatureMatrix(
                    rows: rows, columns: 6, values: Array(values[index * 30..<index * 30 + rows * 6]))
                let answer = try? model.predict(InferenceRequest(.matrix(part)))
                let width = whole[1].shape[1]
                #expect(
                    answer.map { difference($0[1], Tensor(
                        name: "", shape: [rows, width],
                        elements: .float64(Array(whole[1].numbers[index * 5 * width..<(index * 5 + rows) * width])))) < 1e-5 }
                        == true)
            }
        }
    }

    @Test func whatCannotBeLoadedIsASentence() async throws {
        try await PythonLibraries.withModels(Self.script, ["linear"]) { folder, libraries in
            let whole = try Data(contentsOf: folder.appending(path: "model.onnx"))
            try whole.prefix(whole.count / 2).write(to: folder.appending(path: "half.onnx"))
            try Data("not a model".utf8).write(to: folder.appending(path: "text.onnx"))
            for file in ["half.onnx", "text.onnx", "none.onnx"] {
                let error = #expect(throws: AtelierError.self) {
                    _ = try OnnxRuntimeModel(file: "\(folder.path)/\(file)", library: libraries.onnxRuntime)
                }
                let message = try #require(error?.message)
                #expect(message.contains("cannot load \(file)"), "\(message)")
                #expect(!message.contains("\n") && !message.contains(".cc:"), "\(message)")
            }
            let error = #expect(throws: AtelierError.self) {
                _ = try OnnxRuntimeModel(file: folder.path + "/model.onnx", library: libraries.xgboost)
            }
            #expect(error?.code == .unavailable)
            #expect(error?.message.hasSuffix("it has no function OrtGetApiBase") == true)
        }
    }

    private static func compare(_ answers: [Tensor], _ folder: URL) throws {
        let names = try folder.lines("outputs")
        #expect(answers.map(\.name) == names)
        for (index, answer) in answers.enumerated() {
            let shape = try JSONDecoder().decode([Int].self, from: Data(contentsOf: folder.appending(path: "shape\(index)")))
            #expect(answer.shape == shape)
            if case .text(let texts) = answer.elements {
                #expect(texts == (try folder.lines("y\(index)")))
            } else {
                let expected = Tensor(name: "", shape: shape, elements: .float64(try folder.numbers("y\(index)")))
                #expect(difference(answer, expected) < 1e-5, "\(names[index])")
            }
        }
    }
}
