import Documents
import Domain
import Foundation
import Testing

struct JobTextTests {
    private static func job(_ spec: JobSpec) -> Job {
        Job(
            name: "brave_fox", workspace: "default", spec: spec, experiment: spec.experimentName ?? "Default",
            displayName: spec.displayName ?? "brave_fox", status: .completed, compute: spec.compute ?? "local",
            creation: CreationContext(at: Date(timeIntervalSince1970: 0), by: "anna"))
    }

    private static func json(_ spec: JobSpec) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .prettyPrinted]
        return String(decoding: try encoder.encode(spec), as: UTF8.self)
    }

    @Test func itReadsBackAsTheSameWork() throws {
        let folder = try Folder(CommandJobDocumentTests.files)
        var spec = try CommandJobDocument.read(file: folder.path + "/job.yml").value
        spec.properties = ["azureml.git.branch": "main", "atelier.rerun_of": "old_fox", "mine": "1"]
        let text = try JobText.text(of: Self.job(spec))
        let again = try CommandJobDocument.read(text: text, file: folder.path + "/again.yml")
        #expect(again.warnings.isEmpty && !text.contains("null") && !text.contains("resources"))
        var work = try #require(spec.work.command)
        work.code = nil
        spec.work = .command(work)
        spec.properties = ["mine": "1"]
        #expect(try Self.json(again.value) == Self.json(spec))
        #expect(text.split(separator: "\n").prefix(3).map(String.init) == [
            "$schema: https://azuremlschemas.azureedge.net/latest/commandJob.schema.json", "type: command",
            "display_name: wine-fit",
        ])
    }

    @Test func theWholeTextHasItsNameAndItsCodeToo() throws {
        let folder = try Folder(CommandJobDocumentTests.files)
        let spec = try CommandJobDocument.read(file: folder.path + "/job.yml").value
        let code = try #require(spec.work.code)
        let again = try CommandJobDocument.read(
            text: JobText.wholeText(of: Self.job(spec)), file: "/tmp/elsewhere/again.yml")
        #expect(again.value.name == "brave_fox" && again.value.command.code == code && again.warnings.isEmpty)
        var named = spec
        named.name = "brave_fox"
        #expect(try Self.json(again.value) == Self.json(named))
    }

    /// Whatever a job's file may say stands in the text again, but for its code.
    @Test func everyFieldIsWritten() throws {
        let folder = try Folder([
            "job.yml": """
            name: fox
            display_name: all of it
            description: a
            experiment_name: iris
            command: echo ${{inputs.n}} > ${{outputs.o}}/x
            environment: {image: python, conda_file: {name: e, channels: [c], dependencies: [pip, {pip: [x]}]}, description: d, tags: {a: b}}
            environment_variables: {A: "1"}
            compute: azureml:cpu
            inputs: {n: 3, d: {type: uri_file, path: "azureml:iris:1", mode: download}}
            outputs: {o: {type: uri_folder, mode: upload, path: "azureml://datastores/s/paths/${{name}}", name: out}}
            limits: {timeout: 60}
            resources: {instance_count: 2, instance_type: Standard_DS2_v2, shm_size: 1g}
            distribution: {type: tensorflow, worker_count: 2, parameter_server_count: 1}
            queue_settings: {job_tier: spot, priority: high}
            services: {board: {type: tensor_board, port: 6006, nodes: all, log_dir: logs, properties: {a: b}}}
            parent_job_name: old_fox
            tags: {team: a}
            properties: {mine: "1"}
            """
        ])
        var spec = try CommandJobDocument.read(file: folder.path + "/job.yml").value
        let text = try JobText.text(of: Self.job(spec))
        let written = Set(CommandJobDocument.outline.filter { $0.support == .works || $0.support == .kept }.map(\.name))
            .filter { name in text.split(separator: "\n").contains { $0.hasPrefix("\(name):") } }
        #expect(written.symmetricDifference(CommandJobDocument.outline.filter { $0.support == .works || $0.support == .kept }.map(\.name)) == ["name", "code"])
        let again = try CommandJobDocument.read(text: text, file: folder.path + "/again.yml").value
        spec.name = nil
        #expect(try Self.json(again) == Self.json(spec))
    }

    @Test func textsThatYAMLWouldTakeForSomethingElseStayTexts() throws {
        let variables = ["A": "0123", "B": "yes", "C": " x: y # z", "D": "", "E": "a\nb\n", "F": "'\"\\", "G": "a\n\n  b"]
        let commands = ["python a.py \\\n  --x 1\n", "set -e\npython a.py\n\npython b.py", "echo 'one: two' # three", " \n "]
        for command in commands {
            let spec = JobSpec(
                experimentName: "Default", compute: "local",
                work: .command(
                    CommandWork(
                        command: command, environment: .registered(AssetReference(name: "sk", selector: .label("latest"))),
                        inputs: ["n": .literal(3), "t": .literal("3"), "f": .literal(0.5), "b": .literal(true)],
                        environmentVariables: variables, timeout: 5)))
            let read = try CommandJobDocument.read(text: JobText.text(of: Self.job(spec)), file: "/tmp/x.yml")
            #expect(try Self.json(read.value) == Self.json(spec))
        }
    }

    @Test func severalLinesAreWrittenAsSeveralLines() throws {
        let work = CommandWork(command: "set -e\npython a.py", environment: .inline(EnvironmentSpec(image: "python")))
        let text = try JobText.text(of: Self.job(JobSpec(work: .command(work))))
        #expect(text.contains("command: |-\n  set -e\n  python a.py\nenvironment:\n  image: python\n"))
    }

    /// Another job has a place of its own for what it leaves.
    @Test func anOutputKeepsItsTemplate() throws {
        var output = JobOutput(location: .local("/x/brave_fox"), assetName: "m", assetVersion: "7")
        output.template = "/x/${{name}}"
        let work = CommandWork(command: "true", environment: .inline(EnvironmentSpec()), outputs: ["o": output])
        let text = try JobText.text(of: Self.job(JobSpec(work: .command(work))))
        #expect(text.contains("path: /x/${{name}}") && !text.contains("version:"))
    }

    /// Searches that say everything there is to say.
    static let files = [
        "wine.csv": "alcohol,quality,w,fold,shop,day\n1,2,3,4,5,6\n", "train.py": "",
        "sweep.yml": """
            type: sweep
            name: fox
            display_name: all of it
            experiment_name: iris
            description: a
            trial:
              command: python train.py ${{search_space.a}} ${{search_space.b}} ${{search_space.c}} ${{search_space.d}}
              code: .
              environment: {image: python}
              environment_variables: {E: "${{search_space.e}}", F: "${{search_space.f}}"}
              distribution: {type: pytorch, process_count_per_instance: 2}
              resources: {instance_count: 2, shm_size: 1g}
            inputs: {n: 3, d: {type: uri_file, path: wine.csv, mode: download}}
            outputs: {model: {type: mlflow_model, name: out}}
            compute: azureml:cpu
            sampling_algorithm: {type: random, seed: 3, rule: sobol, logbase: 2.5}
            search_space:
              a: {type: choice, values: [1, "1", 0.00001, "yes", true, {x: 0.5, y: z}]}
              b: {type: uniform, min_value: 0.00001, max_value: 1}
              c: {type: qlognormal, mu: 0, sigma: 1.5, q: 0.1}
              d: {type: randint, upper: 8}
              e: {type: loguniform, min_value: -6, max_value: -1}
              f: {type: qnormal, mu: 0, sigma: 1, q: 2}
            objective: {goal: minimize, primary_metric: val loss}
            early_termination: {type: truncation_selection, truncation_percentage: 20, evaluation_interval: 3, delay_evaluation: 4}
            limits: {max_total_trials: 20, max_concurrent_trials: 4, timeout: 7200, trial_timeout: 600}
            queue_settings: {job_tier: spot, priority: high}
            tags: {team: a}
            properties: {mine: "1"}
            """,
        "automl.yml": """
            type: automl
            task: forecasting
            display_name: all of it
            experiment_name: iris
            compute: azureml:cpu
            primary_metric: r2_score
            target_column_name: quality
            training_data: {type: uri_file, path: wine.csv}
            test_data_size: 0.1
            n_cross_validations: 4
            weight_column_name: w
            featurization:
              mode: custom
              blocked_transformers: [tf_idf]
              column_name_and_types: {alcohol: Numeric}
              transformer_params: {imputer: [{fields: [alcohol], parameters: {strategy: constant, fill_value: 1.5}}]}
            forecasting:
              time_column_name: day
              time_series_id_column_names: [shop]
              forecast_horizon: 5
              frequency: D
              target_lags: auto
              target_rolling_window_size: 3
              seasonality: 7
              cv_step_size: 2
              features_unknown_at_forecast_time: [alcohol]
            training:
              allowed_training_algorithms: [naive, knn]
              blocked_training_algorithms: [prophet]
              enable_stack_ensemble: true
              enable_model_explainability: false
            limits: {max_trials: 3, max_cores_per_trial: -1, exit_score: 0.5, trial_timeout_minutes: 2, enable_early_termination: false}
            outputs: {best_model: {type: mlflow_model, name: best}}
            resources: {instance_type: Standard_DS3_v2}
            seed: 9
            """,
        "short.yml": """
            type: automl
            task: classification
            experiment_name: iris
            compute: azureml:cpu
            target_column_name: quality
            training_data: {type: uri_file, path: wine.csv}
            validation_data: {type: uri_file, path: wine.csv}
            test_data: {type: uri_file, path: wine.csv}
            positive_label: "1"
            training: {enable_onnx_compatible_models: true}
            """,
    ]

    @Test(arguments: ["sweep.yml", "automl.yml", "short.yml"])
    func aSearchReadsBackAsTheSameWork(file: String) throws {
        let folder = try Folder(Self.files)
        let read = try JobDocument.read(file: folder.path + "/" + file)
        #expect(read.warnings.isEmpty)
        var spec = read.value
        let text = try JobText.wholeText(of: Self.job(spec))
        let again = try JobDocument.read(text: text, file: "/tmp/elsewhere/again.yml")
        #expect(again.warnings.isEmpty && !text.contains("null"), "\(text)")
        spec.name = "brave_fox"
        #expect(try Self.json(again.value) == Self.json(spec), "\(text)")
        // Another run of it has the code of the first.
        let short = try JobDocument.read(text: JobText.text(of: Self.job(spec)), file: "/tmp/elsewhere/again.yml").value
        #expect(short.name == nil && short.work.code == nil)
    }

    @Test func whatIsUsualIsNotWritten() throws {
        let folder = try Folder(Self.files)
        let text = try JobText.text(of: Self.job(JobDocument.read(file: folder.path + "/short.yml").value))
        #expect(text.hasPrefix("$schema: https://azuremlschemas.azureedge.net/latest/autoMLJob.schema.json\ntype: automl\n"))
        #expect(text.contains("training:\n  enable_onnx_compatible_models: true\n"))
        #expect(!text.contains("limits:") && !text.contains("featurization:"))
    }

    @Test func aTrialIsNothingToAskFor() {
        let trial = JobSpec(parentJobName: "wine", work: .trial(TrialWork(number: 3, algorithm: "LightGBM")))
        #expect(throws: AtelierError.self) { try JobText.text(of: Self.job(trial)) }
    }
}
