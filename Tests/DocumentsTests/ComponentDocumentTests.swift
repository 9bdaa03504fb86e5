import Documents
import Domain
import Testing

@Suite struct ComponentDocumentTests {
    @Test func readsACommandComponent() throws {
        let folder = try Folder(["train_src/train.py": "pass\n"])
        let text = """
            $schema: https://azuremlschemas.azureedge.net/latest/commandComponent.schema.json
            name: train_linear_regression_model
            display_name: TrainLinearRegressionModel
            version: 1
            type: command
            is_deterministic: no
            inputs:
              training_data:
                type: uri_folder
                mode: download
              test_split_ratio:
                type: number
                min: 0
                max: 1
                default: 0.2
              solver: {type: string, enum: [lbfgs, sag], default: sag, optional: true, description: how}
              flag: {type: boolean, default: yes}
            outputs:
              model_output:
                type: mlflow_model
            code: ./train_src
            environment: azureml://registries/azureml/environments/sklearn-1.5/labels/latest
            command: >-
              python train.py --data ${{inputs.training_data}} --ratio ${{inputs.test_split_ratio}}
              $[[--solver ${{inputs.solver}}]] --out ${{outputs.model_output}}
            resources: {instance_count: 2}
            distribution: {type: pytorch, process_count_per_instance: 1}

            """
        let spec = try ComponentDocument.read(text: text, file: folder.path + "/train.yml").value
        #expect(spec.name == "train_linear_regression_model" && spec.version == "1" && !spec.isDeterministic)
        #expect(
            spec.inputs == [
                "training_data": ComponentInput(type: .uriFolder, mode: .download),
                "test_split_ratio": ComponentInput(type: .number, standard: 0.2, least: 0, most: 1),
                "solver": ComponentInput(
                    type: .string, description: "how", isOptional: true, standard: "sag", choices: ["lbfgs", "sag"]),
                "flag": ComponentInput(type: .boolean, standard: true),
            ])
        #expect(spec.outputs == ["model_output": ComponentOutput(type: .mlflowModel)])
        guard case .command(let step) = spec.work else {
            Issue.record("not a command")
            return
        }
        #expect(step.code == folder.path + "/train_src" && step.additionalIncludes == nil)
        #expect(step.resources == ["instance_count": 2])
        #expect(step.distribution?["type"] == "pytorch")
    }

    private static func told(_ more: String) -> [String] {
        let text = "name: train\ncommand: echo ${{inputs.x}}\nenvironment: azureml:e:1\n" + more
        do {
            return shown(try ComponentDocument.read(text: text, file: "c.yml").warnings)
        } catch let error as DocumentError {
            return shown(error.diagnostics)
        } catch {
            return ["\(error)"]
        }
    }

    /// What Azure ML takes is taken.
    @Test(arguments: [
        (
            "inputs:\n  x: {type: integer, default: 7, max: 5}\n",
            [#"c.yml:5:31: warning: the default of input "x", "7", is more than 5"#]
        ),
        (
            "inputs:\n  x: {type: string, enum: [a, b], default: c}\n",
            [#"c.yml:5:44: warning: the default of input "x", "c", is none of a, b"#]
        ),
        (
            "inputs:\n  x: {type: uri_file, mode: link}\n",
            [#"c.yml:5:29: warning: mode link means nothing for "x" and is ignored"#]
        ),
        ("inputs: {x: {type: string, description: ''}}\ndisplay_name: ''\nis_deterministic: 0\n", []),
        ("inputs: {x: {type: string}}\nproperties: {a: {b: [1, true]}}\n", []),
        (
            "inputs: {x: {type: string}}\nlimits: {timeout: 1}\n",
            [#"c.yml:5:1: warning: unknown field "limits"; Azure ML takes it without a word"#]
        ),
    ])
    func takesWhatAzureTakes(more: String, lines: [String]) {
        #expect(Self.told(more) == lines)
    }

    @Test(arguments: [
        (
            "inputs:\n  x: {type: string, min: 1}\n",
            [#"c.yml:5:21: error: "min" has no meaning for an input of type string"#]
        ),
        (
            "inputs:\n  x: {type: uri_folder, default: azureml:titanic:1}\n",
            [#"c.yml:5:25: error: "default" has no meaning for an input of type uri_folder"#]
        ),
        (
            "inputs:\n  x: {type: intger}\n",
            [#"c.yml:5:13: error: "intger" is not a value of "type", did you mean "integer"?"#]
        ),
        (
            "inputs:\n  x: {type: string}\n  1y: {type: string}\n",
            [
                #"c.yml:6:3: error: "1y" cannot be the name of an input; "#
                    + "use letters, digits and '_', not starting with a digit"
            ]
        ),
        (
            "inputs: {x: {type: string}}\nadditional_includes: [/nowhere]\n",
            [#"c.yml:5:23: error: "additional_includes" names '/nowhere', which does not exist"#]
        ),
        (
            "inputs: {x: {type: string}}\nadditional_includes: [/]\n",
            ["c.yml:5:23: error: the root of the box cannot be included"]
        ),
        (
            "inputs: {x: {type: string}}\ncode: git+https://example.com/a\n",
            [#"c.yml:5:7: error: code from "git+https://example.com/a" is not supported yet; give a local folder"#]
        ),
        (
            "inpts: {}\n",
            [
                #"c.yml:2:15: error: there is no input "x"; declare it under inputs"#,
                #"c.yml:4:1: warning: unknown field "inpts", did you mean "inputs"?; Azure ML takes it without a word"#,
            ]
        ),
    ])
    func saysWhatIsWrong(more: String, lines: [String]) {
        #expect(Self.told(more) == lines)
    }

    @Test func isNoOtherKindOfDocument() {
        let text = "$schema: y/data.schema.json\n"
        #expect(
            lines { _ = try ComponentDocument.read(text: text, file: "c.yml") } == [
                "c.yml:1:10: error: this describes a data asset, not a command component; "
                    + "use 'atelier validate', or correct \"$schema\""
            ])
    }

    // MARK: Code

    @Test func whatIsIncludedGoesIntoTheCode() throws {
        let folder = try Folder(["src/a.py": "", "lib/b.py": "", "c.txt": "", "other/lib/d.py": ""])
        func read(_ includes: String, code: String = "code: src\n") throws -> ComponentSpec {
            let text = "name: t\ncommand: x\nenvironment: azureml:e:1\n\(code)additional_includes: [\(includes)]\n"
            return try ComponentDocument.read(text: text, file: folder.path + "/sub/../c.yml").value
        }
        guard case .command(let step) = try read("./lib/, c.txt").work else {
            Issue.record("not a command")
            return
        }
        #expect(step.additionalIncludes == [folder.path + "/lib", folder.path + "/c.txt"])
        #expect(lines { _ = try read("lib, other/lib") }.first?.contains(#"the code folder has "lib" already"#) == true)
        #expect(lines { _ = try read("src/a.py") }.first?.contains(#"the code folder has "a.py" already"#) == true)
        guard case .command(let bare) = try read("lib", code: "").work else {
            Issue.record("not a command")
            return
        }
        #expect(bare.code == nil && bare.source?.includes == [folder.path + "/lib"])
    }

    // MARK: Other kinds

    @Test func aPipelineIsKeptWithTheContentOfItsComponents() throws {
        let folder = try Folder([
            "steps/src/a.py": "", "steps/conda.yml": "dependencies: [python=3.11]\n", "data/x.csv": "",
            "steps/train.yml": """
            $schema: https://azuremlschemas.azureedge.net/latest/commandComponent.schema.json
            name: train
            command: python a.py ${{inputs.data}}
            code: ./src
            environment: {image: python, conda_file: conda.yml}
            inputs: {data: {type: uri_folder}}

            """,
        ])
        let text = """
            type: pipeline
            name: whole
            version: 3
            description: all of it
            inputs: {rate: {type: number, default: 0.1}}
            jobs:
              train:
                type: command
                component: steps/train.yml
                inputs: {data: {type: uri_folder, path: data}}
              score:
                type: command
                component: azureml:score@latest

            """
        let spec = try ComponentDocument.read(text: text, file: folder.path + "/p.yml").value
        #expect(spec.name == "whole" && spec.version == "3" && spec.description == "all of it")
        #expect(spec.inputs == ["rate": ComponentInput(type: .number, standard: 0.1)])
        guard case .kept(let step) = spec.work else {
            Issue.record("not kept")
            return
        }
        #expect(step.kind == .pipeline)
        #expect(step.codes == ["jobs.train.component": CodeSource(at: folder.path + "/steps/src")])
        #expect(
            step.document == [
                "jobs": [
                    "train": [
                        "type": "command",
                        "component": [
                            "name": "azureml_anonymous", "version": "1", "type": "command", "is_deterministic": true,
                            "command": "python a.py ${{inputs.data}}", "code": .string(folder.path + "/steps/src"),
                            "environment": ["image": "python", "conda_file": ["dependencies": ["python=3.11"]]],
                            "inputs": ["data": ["type": "uri_folder"]],
                        ],
                        "inputs": ["data": ["type": "uri_folder", "path": .string(folder.path + "/data")]],
                    ],
                    "score": ["type": "command", "component": "azureml:score@latest"],
                ]
            ])
    }

    @Test func parallelAndImportComponentsAreKept() throws {
        let folder = try Folder(["src/score.py": ""])
        let text = """
            type: parallel
            name: score
            inputs: {images: {type: uri_folder}}
            input_data: ${{inputs.images}}
            mini_batch_size: "5"
            task: {type: run_function, code: src, entry_script: score.py, environment: azureml:e:1}

            """
        guard case .kept(let step) = try ComponentDocument.read(text: text, file: folder.path + "/p.yml").value.work
        else {
            Issue.record("not kept")
            return
        }
        #expect(step.kind == .parallel && step.codes == ["task": CodeSource(at: folder.path + "/src")])
        #expect(step.document["mini_batch_size"] == "5" && step.document["name"] == nil)
        let source = "type: import\nname: t\nsource: {type: {type: string}}\noutput: {type: mltable}\n"
        #expect(
            try ComponentDocument.read(text: source, file: "i.yml").value.work
                == .kept(
                    KeptStep(
                        kind: .dataImport,
                        document: ["source": ["type": ["type": "string"]], "output": ["type": "mltable"]])))
    }
}
