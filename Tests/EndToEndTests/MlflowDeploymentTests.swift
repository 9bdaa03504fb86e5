import Foundation
import Testing

/// A model that MLflow saved is deployed as it is: no script, no environment.
@Suite struct MlflowDeploymentTests {
    @Test(.ends, .enabled(if: ProcessInfo.processInfo.environment["ATELIER_TEST_PYPI"] == "1", "needs PyPI"))
    func aModelOfMlflowNeedsNoScript() async throws {
        try await Box.with { box in
            let python = try await box.pythonWithMlflow()
            let model = box.root.appending(path: "wine").path
            let made = try await box.start(python, ["-c", Self.training, model]).end()
            guard made.code == 0 else { throw Box.Failure(made.errors) }
            try await box.createEndpoint("wine")
            let file = try box.write(
                """
                name: blue
                endpoint_name: wine
                model: {path: ./wine, type: mlflow_model}
                instance_type: Standard_DS2_v2
                instance_count: 1
                request_settings: {request_timeout_ms: 60000}
                data_collector:
                  collections: {request: {enabled: "true"}, response: {enabled: "true"}}
                """, to: "wine.yml")
            try await box.atelier("online-deployment", "create", "--file", file, "--all-traffic", "-o", "none")
            // Azure's sample request of a no-code deployment.
            let answer = try await box.invoke(
                "wine", #"{"input_data": {"columns": ["a", "b"], "index": [0, 1], "data": [[1, 0], [2, 1]]}}"#)
            let values = try JSONDecoder().decode([Double].self, from: Data(answer.utf8))
            #expect(values.count == 2 && abs(values[0] - 2) < 1e-6 && abs(values[1] - 3) < 1e-6)
            let door = try await box.door(of: "wine")
            let bad = try await door.post(#"{"input_data": [[1]]}"#)
            #expect(bad.status == 400 && bad.body.contains("the 2 cells that the model takes: a, b"))
            let kept = try #require(FileManager.default.enumerator(at: box.home, includingPropertiesForKeys: nil))
                .compactMap { $0 as? URL }
                .filter { $0.pathExtension == "jsonl" && $0.path.contains("modelDataCollector/wine/blue/") }
            #expect(Set(kept.map { $0.path.contains("/request/") }) == [true, false])
        }
    }

    private static let training = """
        import sys
        import mlflow.sklearn, pandas as pd
        from mlflow.models import infer_signature
        from sklearn.linear_model import LinearRegression
        frame = pd.DataFrame({"a": [1.0, 2.0, 3.0, 5.0], "b": [0.0, 1.0, 0.0, 1.0]})
        model = LinearRegression().fit(frame, 2 * frame["a"] - frame["b"])
        mlflow.sklearn.save_model(model, sys.argv[1], signature=infer_signature(frame, model.predict(frame)))
        """
}

extension Box {
    /// `ATELIER_TEST_MLFLOW` may name interpreters that have mlflow already, separated by colons.
    fileprivate func pythonWithMlflow() async throws -> String {
        let named = ProcessInfo.processInfo.environment["ATELIER_TEST_MLFLOW"]?.split(separator: ":").last
        if let named { return String(named) }
        let folder = FileManager.default.temporaryDirectory.appending(path: "atelier-test-mlflow").path
        let python = folder + "/bin/python"
        for (program, arguments) in [
            ("/usr/bin/env", ["python3", "-m", "venv", folder]),
            (python, ["-m", "pip", "install", "--quiet", "mlflow>=3", "scikit-learn"]),
        ] {
            let outcome = try await start(program, arguments).end()
            guard outcome.code == 0 else { throw Failure(outcome.errors) }
        }
        return python
    }
}
