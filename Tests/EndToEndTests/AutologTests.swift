import Foundation
import Testing

/// A script written for a notebook, as a job: all it logs is the job's, and the job's end is the run's.
@Suite struct AutologTests {
    @Test(.ends, .enabled(if: ProcessInfo.processInfo.environment["ATELIER_TEST_PYPI"] == "1", "needs PyPI"))
    func whatIsLoggedAfterAutologgingIsTheJobs() async throws {
        try await Box.with { box in
            try box.write(Self.script, to: "src/train.py")
            let file = try box.write(
                """
                type: command
                experiment_name: autolog
                command: python train.py
                code: src
                environment:
                  image: python
                  conda_file:
                    dependencies:
                      - python=3.11
                      - pip
                      - pip:
                          - mlflow-skinny==2.14.1
                          - scikit-learn==1.4.2
                          - numpy<2
                          - pandas<3
                          - matplotlib
                          - setuptools<80
                compute: azureml:local
                """, to: "autolog.yml")
            let job = try await box.submit(file)
            let streamed = try await box.stream(job)
            #expect(streamed.code == 0, "\(streamed.output)")
            #expect(try await box.status(of: job) == "Completed")
            #expect(streamed.output.contains("logged to \(job), which is RUNNING"), "\(streamed.output)")
            #expect(streamed.output.contains("1 run, max_iter 200, accuracy True"), "\(streamed.output)")
            let model = try await box.atelier(
                "model", "create", "--name", "iris", "--type", "mlflow_model", "--path", "runs:/\(job)/mine", "--query",
                "version", "-o", "tsv")
            #expect(model == "1")
        }
    }

    private static let script = """
        import mlflow
        from sklearn.datasets import load_iris
        from sklearn.linear_model import LogisticRegression

        mlflow.autolog()
        x, y = load_iris(return_X_y=True, as_frame=True)
        model = LogisticRegression(max_iter=200).fit(x, y)
        mlflow.log_metric("accuracy", model.score(x, y))
        mlflow.sklearn.log_model(model, "mine")
        run = mlflow.active_run().info.run_id
        mlflow.end_run()
        client = mlflow.MlflowClient()
        run = client.get_run(run)
        print(f"logged to {run.info.run_id}, which is {run.info.status}")
        runs = client.search_runs([run.info.experiment_id])
        print(f"{len(runs)} run, max_iter {run.data.params['max_iter']}, accuracy {'accuracy' in run.data.metrics}")

        """
}
