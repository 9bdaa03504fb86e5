import Documents
import Domain
import Testing

@Suite struct AssetDocumentsTests {
    @Test func readsAModel() throws {
        let folder = try Folder(["model/m.pkl": "x"])
        let text = """
            name: wine
            version: 1
            type: mlflow_model
            path: ./model
            description: |
              # Wine
              - red
            properties: {flavor: python_function}

            """
        let spec = try ModelDocument.read(text: text, file: folder.path + "/model.yml").value
        #expect(
            spec
                == ModelSpec(
                    name: "wine", version: "1", type: .mlflow, location: .local(folder.path + "/model"),
                    description: "# Wine\n- red\n", properties: ["flavor": "python_function"]))
    }

    @Test func aModelOfAJobIsMadeFromFlags() throws {
        let path = "azureml://jobs/brave_fox/outputs/artifacts/paths/outputs/model.joblib"
        let spec = try ModelDocument.read(flags: ["name": "wine", "type": "custom_model", "path": path]).value
        #expect(spec.location == .jobOutput("brave_fox", output: "artifacts", path: "outputs/model.joblib"))
        #expect(
            lines { _ = try ModelDocument.read(flags: ["name": "wine", "path": "/nowhere/at/all"]) }
                == [#"--path: error: "path" names '/nowhere/at/all', which does not exist"#])
    }

    @Test func readsAWorkspace() throws {
        let text = """
            name: cellar
            location: eastus
            display_name: Cellar
            tags: {a: b}
            hbi_workspace: false
            image_build_compute: cpu-cluster

            """
        let parsed = try WorkspaceDocument.read(text: text, file: "w.yml", flags: ["resource_group": "rg"])
        #expect(parsed.value.name == "cellar")
        #expect(parsed.value.resourceGroup == "rg")
        #expect(parsed.value.displayName == "Cellar")
        #expect(
            shown(parsed.warnings) == [
                #"w.yml:5:1: warning: field "hbi_workspace" is not supported yet and is ignored"#,
                #"w.yml:6:1: warning: field "image_build_compute" is not supported yet and is ignored"#,
            ])
    }
}

extension AssetDocumentsTests {
    @Test func readsData() throws {
        let folder = try Folder(["wine.csv": "a\n", "more/x.csv": "a\n"])
        func read(_ text: String) throws -> DataSpec {
            try DataDocument.read(text: text, file: folder.path + "/data.yml").value
        }
        #expect(
            try read("name: wine\nversion: 1\npath: wine.csv\ndescription: d\n")
                == DataSpec(
                    name: "wine", version: "1", type: .uriFile, location: .local(folder.path + "/wine.csv"),
                    description: "d"))
        #expect(try read("name: wine\npath: ./more/\n").type == .uriFolder)
        #expect(try read("name: w\ntype: mltable\npath: https://example.org/t\n").type == .mltable)
        #expect(
            lines(of: { _ = try read("name: w\ntype: uri_folder\npath: wine.csv\nsource: {}\n") }, in: folder) == [
                "data.yml:3:7: error: 'wine.csv' is a file, and uri_folder is for a folder; use uri_file",
                #"data.yml:4:1: error: unknown field "source""#,
            ])
        #expect(
            lines(of: { _ = try read("name: w\ntype: custom_model\n") }, in: folder) == [
                #"data.yml:1:1: error: field "path" of a data asset is missing"#,
                #"data.yml:2:7: error: "custom_model" is not a value of "type"; "#
                    + "use one of: uri_file, uri_folder, mltable",
            ])
    }

    @Test func readsAnEnvironment() throws {
        let folder = try Folder(["conda.yaml": "dependencies: [python=3.10]\n"])
        let text = """
            $schema: https://azuremlschemas.azureedge.net/latest/environment.schema.json
            name: wine
            version: 1
            image: mcr.microsoft.com/azureml/openmpi4.1.0-ubuntu20.04
            conda_file: conda.yaml
            os_type: linux
            datastore: somewhere

            """
        let parsed = try EnvironmentDocument.read(text: text, file: folder.path + "/env.YAML")
        #expect(
            parsed.value
                == EnvironmentSpec(
                    name: "wine", version: "1", image: "mcr.microsoft.com/azureml/openmpi4.1.0-ubuntu20.04",
                    conda: CondaFile(dependencies: ["python=3.10"])))
        #expect(
            shown(parsed.warnings, in: folder)
                == [#"env.YAML:7:1: warning: field "datastore" is not supported yet and is ignored"#])
        #expect(
            lines { _ = try EnvironmentDocument.read(text: "image: x\nos_type: windows\n", file: "e.yml") } == [
                #"e.yml:1:1: error: field "name" of an environment is missing"#,
                #"e.yml:2:10: error: os_type "windows" is not supported; environments are Linux"#,
            ])
    }
}
