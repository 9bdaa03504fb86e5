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
            storage_account: /subscriptions/1

            """
        let parsed = try WorkspaceDocument.read(text: text, file: "w.yml", flags: ["resource_group": "rg"])
        #expect(parsed.value.name == "cellar")
        #expect(parsed.value.resourceGroup == "rg")
        #expect(parsed.value.displayName == "Cellar")
        #expect(
            shown(parsed.warnings) == [
                #"w.yml:5:1: warning: field "hbi_workspace" is not supported yet and is ignored"#,
                #"w.yml:6:1: warning: field "storage_account" is not supported yet and is ignored"#,
            ])
    }
}
