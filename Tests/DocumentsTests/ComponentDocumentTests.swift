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
        let spec = try CommandComponentDocument.read(text: text, file: folder.path + "/train.yml").value
        #expect(spec.name == "train_linear_regression_model" && spec.version == "1" && !spec.isDeterministic)
        #expect(spec.code == folder.path + "/train_src")
        #expect(
            spec.inputs == [
                "training_data": ComponentInput(type: .uriFolder, mode: .download),
                "test_split_ratio": ComponentInput(type: .number, standard: 0.2, least: 0, most: 1),
                "solver": ComponentInput(
                    type: .string, description: "how", isOptional: true, standard: "sag", choices: ["lbfgs", "sag"]),
                "flag": ComponentInput(type: .boolean, standard: true),
            ])
        #expect(spec.outputs == ["model_output": ComponentOutput(type: .mlflowModel)])
        #expect(spec.resources == ["instance_count": 2])
        #expect(spec.distribution?["type"] == "pytorch")
    }

    @Test func saysWhatIsWrong() {
        func wrong(_ more: String) -> [String] {
            let text = "name: train\ncommand: echo ${{inputs.x}}\nenvironment: azureml:e:1\n" + more
            return lines { _ = try CommandComponentDocument.read(text: text, file: "c.yml") }
        }
        #expect(
            wrong("inputs:\n  x: {type: integer, default: 7, max: 5}\n")
                == [#"c.yml:5:31: error: the default of input "x", "7", is more than 5"#])
        #expect(
            wrong("inputs:\n  x: {type: string, enum: [a, b], default: c}\n")
                == [#"c.yml:5:44: error: the default of input "x", "c", is none of a, b"#])
        #expect(
            wrong("inputs:\n  x: {type: intger}\n  1y: {type: string}\n") == [
                #"c.yml:5:13: error: "intger" is not a value of "type", did you mean "integer"?"#,
                #"c.yml:6:3: error: "1y" cannot be the name of an input; "#
                    + "use letters, digits and '_', not starting with a digit",
            ])
        #expect(
            wrong("inputs:\n  x: {default: 1}\n  y: {type: uri_file, min: 1}\n") == [
                #"c.yml:5:6: error: field "type" of input "x" is missing"#,
                #"c.yml:6:23: error: "min" has no meaning for an input of type uri_file"#,
            ])
        #expect(
            wrong("inputs: {x: {type: string}}\nadditional_includes: [../a]\n").first
                == #"c.yml:5:1: error: field "additional_includes" is not supported: a component's code is one folder; "#
                + "copy the files into its code folder")
        #expect(
            wrong("inpts: {}\n") == [
                #"c.yml:2:15: error: there is no input "x"; declare it under inputs"#,
                #"c.yml:4:1: error: unknown field "inpts", did you mean "inputs"?"#,
            ])
        #expect(
            lines { _ = try CommandComponentDocument.read(text: "name: Train-It\ncommand: x\n", file: "c.yml") } == [
                #"c.yml:1:1: error: field "environment" of a command component is missing"#,
                "c.yml:1:7: error: 'Train-It' cannot be the name of a component; "
                    + "use lower-case letters, digits and '_', not starting with a digit",
            ])
    }

    @Test(arguments: [
        ("type: pipeline\njobs: {}\n", "c.yml:1:7: error: component type pipeline is not supported yet"),
        ("type: parallel\n", "c.yml:1:7: error: component type parallel is not supported yet"),
        ("name: x\nentry: {file: a.py}\n", "c.yml:2:1: error: component type spark is not supported yet"),
        ("$schema: y/importComponent.schema.json\n", "c.yml:1:10: error: component type import is not supported yet"),
        (
            "$schema: y/data.schema.json\n",
            "c.yml:1:10: error: this describes a data asset, not a command component; "
                + "give the file to the command for its kind, or correct \"$schema\""
        ),
    ])
    func otherKindsAreNamed(text: String, line: String) {
        #expect(lines { _ = try CommandComponentDocument.read(text: text, file: "c.yml") } == [line])
    }
}
