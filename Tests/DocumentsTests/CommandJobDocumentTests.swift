import Documents
import Domain
import Testing

@Suite struct CommandJobDocumentTests {
    static let files = [
        "src/fit.py": "print('fit')\n",
        "data/wine.csv": "a,b\n",
        "conda.yml": """
        name: wine
        channels: [conda-forge]
        dependencies:
          - python=3.10
          - pip
          - pip:
              - scikit-learn==1.5.0
              - joblib==1.4.2

        """,
        "job.yml": """
        $schema: https://azuremlschemas.azureedge.net/latest/commandJob.schema.json
        type: command
        display_name: wine-fit
        experiment_name: wine
        code: ./src
        command: >-
          python fit.py --rate ${{inputs.rate}}
          --data ${{inputs.wine}} --out ${{ outputs.model }}
        inputs:
          rate: 0.01
          wine:
            type: uri_file
            path: data/wine.csv
            mode: download
        environment:
          image: mcr.microsoft.com/azureml/openmpi4.1.0-ubuntu20.04
          conda_file: ./conda.yml
        environment_variables:
          RATE: ${{inputs.rate}}
          DEBUG: 1
        compute: azureml:cpu-cluster
        outputs:
          model:
            type: uri_folder
            path: azureml://datastores/workspaceblobstore/paths/wine/
          notes:
        limits:
          timeout: 600
        tags: {team: cellar}

        """,
    ]

    @Test func readsEverythingAJobSays() throws {
        let folder = try Folder(Self.files)
        let parsed = try CommandJobDocument.read(file: folder.path + "/job.yml")
        #expect(parsed.warnings.isEmpty)
        let spec = parsed.value
        #expect(spec.displayName == "wine-fit")
        #expect(spec.experimentName == "wine")
        #expect(spec.compute == "cpu-cluster")
        #expect(spec.tags == ["team": "cellar"])
        let work = try #require(spec.work.command)
        #expect(
            work.command == "python fit.py --rate ${{inputs.rate}} --data ${{inputs.wine}} --out ${{ outputs.model }}")
        #expect(work.code == folder.path + "/src")
        #expect(work.timeout == 600)
        #expect(work.environmentVariables == ["RATE": "${{inputs.rate}}", "DEBUG": "1"])
        #expect(work.inputs["rate"] == .literal(.double(0.01)))
        #expect(
            work.inputs["wine"]
                == .data(DataInput(type: .uriFile, location: .local(folder.path + "/data/wine.csv"), mode: .download)))
        #expect(work.outputs["notes"] == JobOutput())
        #expect(work.outputs["model"]?.location == .datastore("workspaceblobstore", path: "wine/"))
        guard case .inline(let environment) = work.environment else {
            Issue.record("the environment is written in place")
            return
        }
        #expect(environment.image == "mcr.microsoft.com/azureml/openmpi4.1.0-ubuntu20.04")
        #expect(
            environment.conda
                == CondaFile(
                    name: "wine", channels: ["conda-forge"], dependencies: ["python=3.10", "pip"],
                    pip: ["scikit-learn==1.5.0", "joblib==1.4.2"]))
    }

    @Test func tellsAllThatIsWrongAtOnceByPosition() throws {
        var files = Self.files
        files["conda.yml"] = "dependncies:\n  - python=3.10\n"
        files["job.yml"] = """
            type: command
            comand: python fit.py
            code: ./source
            environment:
              image: sklearn
              conda_file: conda.yml
            compute: -cluster
            inputs:
              wine: {type: uri_flie, path: data/wine.csv}
            outputs: [model]
            limits:
              timeout: soon
            services: {lab: {type: jupyter_lab}}

            """
        let folder = try Folder(files)
        let found = lines(of: { _ = try CommandJobDocument.read(file: folder.path + "/job.yml") }, in: folder)
        #expect(
            found == [
                #"job.yml:2:1: error: unknown field "comand", did you mean "command"?"#,
                #"job.yml:3:7: error: "code" names 'source', which does not exist"#,
                "job.yml:7:10: error: '-cluster' cannot be the name of a compute; use 1 to 255 letters, digits, "
                    + "'-', '_' or '.', starting with a letter or a digit",
                #"job.yml:9:16: error: "uri_flie" is not a value of "type", did you mean "uri_file"?"#,
                #"job.yml:10:10: error: "outputs" must be a map of names and outputs, not a list"#,
                #"job.yml:12:12: error: "timeout" must be a whole number, not "soon""#,
                #"conda.yml:1:1: error: unknown field "dependncies", did you mean "dependencies"?"#,
            ])
    }

    @Test(arguments: [
        ("azureml:cpu-cluster", "cpu-cluster"), ("cpu-cluster", "cpu-cluster"), ("local", "local"),
        ("azureml:/subscriptions/1/resourceGroups/g/providers/p/workspaces/w/computes/gpu", "gpu"),
    ])
    func takesAComputeInAnyForm(written: String, name: String) throws {
        #expect(try readJob("compute: \(written)").value.compute == ComputeName(name))
    }

    @Test func noComputeAndServerlessAreTheSame() throws {
        #expect(try readJob().value.compute == nil)
        #expect(try readJob("compute: serverless").value.compute == nil)
    }

    @Test func namesTheExperimentAfterTheFolder() throws {
        #expect(try readJob().value.experimentName == "somewhere")
        #expect(try readJob("experiment_name: wine").value.experimentName == "wine")
    }

    @Test(arguments: ["pipeline", "parallel", "spark", "import", "finetuning", "distillation"])
    func refusesOtherKinds(kind: String) {
        let text = "$schema: whatever\ntype: \(kind)\nnonsense: 1\n"
        do {
            _ = try CommandJobDocument.read(text: text, file: "job.yml")
            Issue.record("\(kind) was read")
        } catch let error as DocumentError {
            let told = error.diagnostics.map(\.description)
            #expect(told.contains("job.yml:2:7: error: job type \(kind) is not supported yet"))
            #expect(told.contains(#"job.yml:3:1: error: unknown field "nonsense""#))
            #expect(error.code == .invalidArgument)
        } catch {
            Issue.record(error)
        }
    }

    @Test func knowsAPipelineWithoutAType() {
        #expect(
            lines { _ = try CommandJobDocument.read(text: "jobs: {}\n", file: "p.yml") }
                == [
                    #"p.yml:1:1: error: field "type" of a pipeline job is missing"#,
                    "p.yml:1:1: error: job type pipeline is not supported yet",
                ])
    }

    @Test func knowsAnotherKindByItsSchema() {
        let text = "$schema: https://x/latest/managedOnlineEndpoint.schema.json\nname: e\n"
        #expect(
            lines { _ = try CommandJobDocument.read(text: text, file: "e.yml") } == [
                "e.yml:1:10: error: this describes an online endpoint, not a command job; "
                    + "give the file to the command for its kind, or correct \"$schema\""
            ])
    }

    @Test func anOldSchemaIsACommandJobToo() throws {
        let text = "$schema: http://azureml/sdk-2-0/CommandJob.json\n" + job()
        #expect(try CommandJobDocument.read(text: text, file: "job.yml").value.command.command == "echo hello")
    }

    @Test func anInputMayBeCalledType() throws {
        let inputs = try readJob("inputs:\n  type: fast\n  mode: 3\n  on: yes").value.command.inputs
        #expect(
            inputs == [
                "type": .literal("fast"), "mode": .literal(3), "on": .literal(true),
            ])
    }

    @Test func literalsKeepTheirTypes() throws {
        let inputs = try readJob(
            """
            inputs:
              a: 1
              b: 1.5
              c: "1"
              d: no
              e: 1e-3
              f: {value: text}
              g: 0x10
            """
        ).value.command.inputs
        #expect(
            inputs == [
                "a": .literal(1), "b": .literal(1.5), "c": .literal("1"), "d": .literal(false),
                "e": .literal("1e-3"), "f": .literal("text"), "g": .literal(16),
            ])
    }

    @Test(arguments: [
        ("azureml:wasbs://c@a.blob.core.windows.net/x", DataLocation.remote("wasbs://c@a.blob.core.windows.net/x")),
        ("https://example.org/x.csv", .remote("https://example.org/x.csv")),
        ("azureml:wine:3", .asset(AssetReference(name: "wine", selector: .version("3")))),
        ("azureml:wine@latest", .asset(AssetReference(name: "wine", selector: .label("latest")))),
        ("azureml://datastores/d/paths/p/q", .datastore("d", path: "p/q")),
        ("azureml://jobs/j/outputs/artifacts/paths/m", .jobOutput("j", output: "artifacts", path: "m")),
        ("runs:/r/model", .run("r", path: "model")),
        ("/tmp", .local("/tmp")), ("file:///tmp", .local("/tmp")),
    ])
    func takesDataFromAnywhere(path: String, location: DataLocation) throws {
        let spec = try readJob("inputs: {x: {path: \"\(path)\"}}").value
        #expect(spec.work.inputs["x"] == .data(DataInput(location: location)))
    }

    @Test func expressionsNameWhatIsDeclared() throws {
        let text = """
            command: >-
              python fit.py
              --rate ${{inputs.rat}} --home ${HOME}
              --model ${{outputs.model}} $[[--extra ${{inputs.extra}} ${{outputs.x}}]]
            environment: azureml:e:1
            inputs: {rate: 1}
            environment_variables:
              A: x${{ inputs.rate }}${{parent.inputs.y}}
              B: ${{search_space.lr}} ${{nonsense}}
              C: ${{inputs.rate

            """
        #expect(
            lines { _ = try CommandJobDocument.read(text: text, file: "job.yml") } == [
                #"job.yml:3:10: error: there is no input "rat", did you mean "rate"?"#,
                #"job.yml:4:11: error: there is no output "model"; declare it under outputs"#,
                #"job.yml:4:59: error: there is no output "x"; declare it under outputs"#,
                #"job.yml:8:25: error: "${{parent.inputs.y}}" belongs in a pipeline, and this is a command job"#,
                #"job.yml:9:6: error: "${{search_space.lr}}" belongs in a sweep, and this is a command job"#,
                #"job.yml:9:27: error: unknown expression "${{nonsense}}"; use ${{inputs.NAME}} or ${{outputs.NAME}}"#,
                #"job.yml:10:6: error: "${{" is not closed; close it with }}"#,
            ])
    }

    @Test func outputPathsMayUseTheServicesWords() throws {
        let path = "azureml://datastores/${{default_datastore}}/paths/${{name}}/${{output_name}}"
        #expect(try readJob("tags: {a: b}\nenvironment_variables: {A: \"${{name}}\"}").warnings.isEmpty)
        #expect(try readJob("outputs: {m: {path: \"\(path)\"}}").value.command.outputs["m"]?.location != nil)
        #expect(
            jobLines("outputs: {m: {path: \"azureml://datastores/d/paths/${{nam}}\"}}") == [
                #"job.yml:3:51: error: unknown expression "${{nam}}", did you mean "${{name}}"?"#
            ])
    }

    @Test(arguments: [
        (
            "environment: ./env.yml",
            #"2:14: error: "./env.yml" is not a reference; write azureml:NAME:VERSION or "#
                + #"azureml:NAME@latest"#
        ),
        ("environment: sklearn:1", #"2:14: error: "sklearn:1" is not a reference; write azureml:sklearn:1"#),
        ("environment: {name: x}", "2:14: error: an environment needs an image or a conda_file"),
        ("environment:", #"2:1: error: field "environment" has no value"#),
        ("environment: [a]", #"2:14: error: "environment" must be text, not a list"#),
        ("environment: {build: {}}", #"2:22: error: field "path" of "build" is missing"#),
    ])
    func refusesOtherEnvironments(line: String, message: String) {
        #expect(
            lines { _ = try CommandJobDocument.read(text: "command: x\n\(line)\n", file: "job.yml") }
                == ["job.yml:\(message)"])
    }

    @Test func environmentsHaveFilesOfTheirOwn() throws {
        let folder = try Folder([
            "job.yml": "command: x\nenvironment: file:envs/wine.yml\n",
            "envs/wine.yml": "name: wine\nimage: python:3.10\nconda_file: conda.yml\n",
            "envs/conda.yml": "dependencies: [python=3.10, pip: [joblib]]\n",
        ])
        let spec = try CommandJobDocument.read(file: folder.path + "/job.yml").value
        let conda = CondaFile(dependencies: ["python=3.10"], pip: ["joblib"])
        #expect(
            spec.work.environment == .inline(EnvironmentSpec(name: "wine", image: "python:3.10", conda: conda)))
        try folder.write("dependencies: {a: b}\n", to: "envs/conda.yml")
        #expect(
            lines(of: { _ = try CommandJobDocument.read(file: folder.path + "/job.yml") }, in: folder) == [
                #"envs/conda.yml:1:15: error: "dependencies" must be a list, not a map; start every package with "- ""#
            ])
    }

    @Test func warnsOfWhatIsNotHonoured() throws {
        let parsed = try readJob(
            "resources: {instance_count: 2}\nidentity: {type: managed}")
        #expect(
            shown(parsed.warnings).map { $0.replacing("/tmp/somewhere/", with: "") } == [
                #"job.yml:3:29: warning: "instance_count" is 2 without a "distribution": one node is used"#,
                #"job.yml:4:1: warning: field "identity" is not supported yet and is ignored"#,
            ])
        #expect(parsed.value.command.resources.instanceCount == 1)
    }

    @Test(arguments: [
        ("limits: {timeout: 0}", #"job.yml:3:19: error: "timeout" is 0 and must be between 1 and 1000000000"#),
        ("limits: 5", #"job.yml:3:9: error: "limits" must be a map of fields, not a number"#),
        (
            "name: a/b",
            "job.yml:3:7: error: 'a/b' cannot be the name of a job; use 1 to 255 letters, digits, "
                + "'-', '_' or '.', starting with a letter or a digit"
        ),
        (
            "code: azureml:code:1",
            #"job.yml:3:7: error: code from "azureml:code:1" is not supported yet; give a local "#
                + #"folder"#
        ),
        (
            "resources: {instance_type: Standard_DS3_v3}",
            #"job.yml:3:28: error: "Standard_DS3_v3" is not a VM size Atelier knows, did you mean "#
                + #""Standard_DS3_v2"?"#
        ),
        (
            "inputs: {2x: 1}",
            #"job.yml:3:10: error: "2x" cannot be the name of an input; use letters, digits and "#
                + #"'_', not starting with a digit"#
        ),
        ("inputs: {x: }", #"job.yml:3:13: error: input "x" has no value"#),
        ("inputs: {x: [1]}", #"job.yml:3:13: error: input "x" must be a value or a map with a path, not a list"#),
        ("inputs: {x: {mode: direct}}", #"job.yml:3:13: error: input "x" has neither a path nor a value"#),
        (
            "inputs: {x: {path: /tmp, mode: eval_mount}}",
            #"job.yml:3:32: error: mode "eval_mount" is for mltable inputs only; use ro_mount, "#
                + #"download or direct"#
        ),
        (
            "inputs: {x: {path: /tmp, type: uri_file}}",
            "job.yml:3:20: error: '/tmp' is a folder, and uri_file is for a file; use "
                + "uri_folder"
        ),
        ("tags: {a: [1]}", #"job.yml:3:11: error: "a" must be text, not a list"#),
        ("type: comand", #"job.yml:3:7: error: "comand" is not a value of "type", did you mean "command"?"#),
        (
            "display_name: {{NAME}}",
            #"job.yml:3:15: error: "{{NAME}}" is a placeholder that was never filled in; replace "#
                + #"it with a value"#
        ),
    ])
    func refusesWhatCannotBe(line: String, message: String) {
        #expect(jobLines(line).contains(message), "\(jobLines(line))")
    }
}
