import Domain
import Foundation
import Testing

@testable import Scoring

/// Models without a script, as `mlflow` saves them.
@Suite(.enabled(if: PythonClients.areWanted), .serialized) struct MlflowModelTests {
    private static let making = """
        import datetime, sys
        import mlflow.pyfunc, mlflow.sklearn, numpy as np, pandas as pd
        from mlflow.models import infer_signature
        from sklearn.linear_model import LinearRegression

        root = sys.argv[1]
        frame = pd.DataFrame({"a": [1.0, 2.0, 3.0, 5.0], "b": [0.0, 1.0, 0.0, 1.0]})
        model = LinearRegression().fit(frame, 2 * frame["a"] - frame["b"])
        signature = infer_signature(frame, model.predict(frame))
        mlflow.sklearn.save_model(model, root + "/signed/model", signature=signature, input_example=frame[:1])
        mlflow.sklearn.save_model(LinearRegression().fit(frame.values, frame["a"]), root + "/bare/model")

        class Mixed(mlflow.pyfunc.PythonModel):
            def predict(self, context, model_input, params=None):
                if "boom" in list(model_input["t"]): raise RuntimeError("no")
                scale = (params or {}).get("scale", 1)
                return pd.DataFrame({
                    "t": [text.upper() for text in model_input["t"]], "n": model_input["n"].to_numpy() * np.int64(scale),
                    "d": [datetime.date(2026, 1, 2)] * len(model_input)})

        table = pd.DataFrame({"t": ["x"], "n": np.array([1], dtype="int64")})
        mixed = infer_signature(
            table, pd.DataFrame({"t": ["X"], "n": np.array([1], dtype="int64"), "d": pd.to_datetime(["2026-01-02"])}),
            params={"scale": 1})
        mlflow.pyfunc.save_model(root + "/mixed/model", python_model=Mixed(), signature=mixed)
        """

    private func deploy(_ fixture: ScoringFixture, _ model: String) async throws -> WorkerPool {
        let python = try await PythonClients.interpreter()
        return try await fixture.deploy("") { plan in
            plan.python = python
            plan.scoringScript = nil
            plan.modelDirectory = fixture.folder.appending(path: model).path
            plan.startupTimeout = .seconds(120)
        }
    }

    private func post(
        _ fixture: ScoringFixture, _ path: String, _ body: String, type: String = "application/json"
    ) async throws -> RawClient.Response {
        try await fixture.client().request(
            "POST", "/endpoints/iris/\(path)", body: body, headers: ScoringFixture.authorised(["Content-Type": type]))
    }

    private func numbers(_ value: JSONValue?) -> [Double]? {
        guard case .array(let values) = value else { return nil }
        return values.compactMap { if case .double(let number) = $0 { number } else if case .int(let number) = $0 { Double(number) } else { nil } }
    }

    private func json(_ answer: RawClient.Response) throws -> JSONValue {
        try JSONDecoder().decode(JSONValue.self, from: Data(answer.body.utf8))
    }

    @Test func everyShapeOfBodyIsScored() async throws {
        try await ScoringFixture.run { fixture in
            try await PythonClients.run(Self.making, [fixture.folder.path])
            _ = try await deploy(fixture, "signed")
            let split = #"{"columns": ["b", "a"], "index": [0, 1], "data": [[0, 1], [1, 2]]}"#
            for body in [
                "{\"input_data\": \(split)}", "{\"dataframe_split\": \(split)}",
                #"{"input_data": [[1, 0], [2, 1]]}"#, #"{"inputs": [[1, 0], [2, 1]], "params": {}}"#,
                #"{"input_data": {"a": [1, 2], "b": [0, 1]}}"#, #"{"inputs": {"a": [1, 2], "b": [0, 1]}}"#,
                #"{"instances": [[1, 0], [2, 1]]}"#, #"{"instances": [{"a": 1, "b": 0}, {"b": 1, "a": 2}]}"#,
                #"{"dataframe_records": [{"a": 1, "b": 0}, {"a": 2, "b": 1}]}"#,
                #"{"input_data": {"data": [[1, 0], [2, 1]]}}"#,
            ] {
                let azure = try await post(fixture, "score", body)
                let values = try numbers(json(azure))
                #expect(azure.status == 200, "\(body): \(azure.body)")
                #expect(values?.count == 2 && abs(values![0] - 2) < 1e-9 && abs(values![1] - 3) < 1e-9, "\(azure.body)")
                guard !body.contains("input_data") else { continue }
                for path in ["invocations", "v1/models/iris:predict", "predict"] {
                    let other = try await post(fixture, path, body)
                    #expect(try numbers(json(other)["predictions"]) == values, "\(path) \(body): \(other.body)")
                }
            }
            for (csv, type) in [
                ("a,b\n1,0\n2,1\n", "text/csv"), ("b,a\n0,1\n1,2\n", "text/csv; charset=utf-8"), ("1,0\n2,1\n", "text/csv"),
                ("1,0\n2,1\n", "text/csv; header=absent"),
            ] {
                let answer = try await post(fixture, "invocations", csv, type: type)
                let values = try numbers(json(answer)["predictions"])
                #expect(values?.count == 2 && abs(values![1] - 3) < 1e-9, "\(csv): \(answer.body)")
            }
            for input in [
                #"{"name": "a", "shape": [2], "datatype": "FP64", "data": [1, 2]}, {"name": "b", "shape": [2, 1], "datatype": "FP64", "data": [0, 1]}"#,
                #"{"name": "input-0", "shape": [2, 2], "datatype": "FP32", "data": [1, 0, 2, 1]}"#,
            ] {
                let answer = try await post(fixture, "v2/models/iris/infer", "{\"inputs\": [\(input)]}")
                guard case .array(let outputs) = try json(answer)["outputs"] else { throw RawClient.Closed() }
                let values = numbers(outputs[0]["data"])
                #expect(values?.count == 2 && abs(values![1] - 3) < 1e-6, "\(answer.body)")
            }
            let metadata = try await fixture.client().request(
                "GET", "/endpoints/iris/v2/models/iris", headers: ScoringFixture.authorised())
            #expect(try json(metadata) == [
                "name": "iris", "versions": ["1"], "platform": "mlflow_pyfunc",
                "inputs": [
                    ["name": "a", "datatype": "FP64", "shape": [-1]], ["name": "b", "datatype": "FP64", "shape": [-1]],
                ],
                "outputs": [["name": "", "datatype": "FP64", "shape": [-1]]],
            ])
        }
    }

    @Test func whatDoesNotFitIsTheClientsFault() async throws {
        try await ScoringFixture.run { fixture in
            try await PythonClients.run(Self.making, [fixture.folder.path])
            _ = try await deploy(fixture, "signed")
            for (body, words) in [
                ("[[1, 0]]", "exactly one of"), ("{}", "exactly one of"), ("{", "valid JSON formatted string"),
                (#"{"input_data": [[1, 0]], "instances": [[1, 0]]}"#, "Received dictionary with input fields"),
                (#"{"rows": [[1, 0]]}"#, "exactly one of"), (#"{"input_data": [[1, 0, 3]]}"#, "the 2 cells"),
                (#"{"dataframe_records": [{"a": 1}]}"#, "missing inputs ['b']"),
                (#"{"dataframe_split": {"columns": ["a", "b"], "data": [["x", 0]]}}"#, "a"),
                (#"{"dataframe_split": [[1, 0]]}"#, "split"), (#"{"dataframe_split": {"columns": ["a"], "data": [[1, 2]]}}"#, "columns"),
                (#"{"input_data": [[1, 0]], "params": 3}"#, "not a dictionary"),
                (String(repeating: "[", count: 200_000), "valid JSON"),
            ] {
                let answer = try await post(fixture, "score", body)
                #expect(answer.status == 400, "\(body.prefix(80)): \(answer.status) \(answer.body)")
                #expect(try json(answer)["message"]?.stringValue?.contains(words) == true, "\(body.prefix(80)): \(answer.body)")
            }
            let list = try await post(fixture, "invocations", "[[1, 0]]")
            #expect(list.status == 400 && list.body.contains(#""error_code": "BAD_REQUEST""#))
            #expect(list.body.contains("'dataframe_split', 'dataframe_records', 'instances', 'inputs'"))
            #expect(try await post(fixture, "invocations", #"{"input_data": [[1, 0]]}"#).status == 400)
            #expect(try await post(fixture, "invocations", "1", type: "text/plain").status == 415)
            #expect(try await post(fixture, "invocations", "1", type: "application/json; charset=latin-1").status == 415)
            #expect(try await post(fixture, "score", #"{"input_data": [[1, 0]]}"#).status == 200)
            let query = try await fixture.client().request(
                "GET", "/endpoints/iris/score?a=1", headers: ScoringFixture.authorised())
            #expect(query.status == 405)
        }
    }

    @Test func typesAreWrittenAsMlflowWritesThem() async throws {
        try await ScoringFixture.run { fixture in
            try await PythonClients.run(Self.making, [fixture.folder.path])
            let pool = try await deploy(fixture, "mixed")
            let body = #"{"dataframe_records": [{"t": "x", "n": 3}, {"t": "y", "n": 4}], "params": {"scale": 2}}"#
            let answer = try await post(fixture, "score", body)
            #expect(try json(answer) == [
                ["t": "X", "n": 6, "d": "2026-01-02"], ["t": "Y", "n": 8, "d": "2026-01-02"],
            ], "\(answer.body)")
            // A model that fails after its signature let the input pass is the one at fault.
            let boom = try await post(fixture, "score", #"{"dataframe_records": [{"t": "boom", "n": 3}]}"#)
            #expect(boom.status == 424 && boom["x-ms-run-function-failed"] == "True")
            #expect(await pool.statistics().failed == 1)
            let tensors = try await post(
                fixture, "v2/models/blue/infer",
                #"{"inputs": [{"name": "t", "shape": [1], "datatype": "BYTES", "data": ["x"]}, {"name": "n", "shape": [1], "datatype": "INT64", "data": [3]}], "outputs": [{"name": "n"}]}"#)
            #expect(tensors.body.contains(#""name": "n", "datatype": "FP64", "shape": [1], "data": [3.0]"#), "\(tensors.body)")
        }
    }

    @Test func aModelWithoutASignatureTakesRows() async throws {
        try await ScoringFixture.run { fixture in
            try await PythonClients.run(Self.making, [fixture.folder.path])
            _ = try await deploy(fixture, "bare")
            let answer = try await post(fixture, "score", #"{"input_data": [[4, 0]]}"#)
            #expect(try numbers(json(answer)).map { abs($0[0] - 4) < 1e-9 } == true, "\(answer.body)")
            let narrow = try await post(fixture, "score", #"{"input_data": [[4]]}"#)
            #expect(narrow.status == 400 && narrow.body.contains("The model does not take this input"), "\(narrow.body)")
        }
    }

    @Test func theServiceIsDescribed() async throws {
        try await ScoringFixture.run { fixture in
            try await PythonClients.run(Self.making, [fixture.folder.path])
            _ = try await deploy(fixture, "mixed")
            for version in ["2", "3", "3.1"] {
                let answer = try await fixture.client().request(
                    "GET", "/endpoints/iris/swagger.json?version=\(version)", headers: ScoringFixture.authorised())
                try await PythonClients.run(
                    "import json, sys, openapi_spec_validator as v; v.validate(json.loads(sys.argv[1]))", [answer.body])
                let document = try json(answer)
                let schemas = document["definitions"] ?? document["components"]?["schemas"]
                let example = try #require(schemas?["ServiceInput"]?["example"])
                let text = String(decoding: try JSONEncoder().encode(example), as: UTF8.self)
                #expect(try await post(fixture, "score", text).status == 200, "\(text)")
            }
        }
    }

    @Test func aFolderWithoutAModelIsSaid() async throws {
        try await ScoringFixture.run { fixture in
            let python = try await PythonClients.interpreter()
            let pool = try fixture.pool("blue", "", change: { plan in
                plan.python = python
                plan.scoringScript = nil
                plan.modelDirectory = plan.codeFolder
            })
            let failure = await #expect(throws: StartFailure.self) { try await pool.start() }
            #expect(failure?.error.message.contains("the model of deployment blue does not start") == true)
            #expect(failure?.error.message.contains("there is no MLmodel file") == true)
        }
    }
}
