import Documents
import Domain
import Testing

@Suite struct SettingsDocumentTests {
    private func found(_ text: String) -> [String] {
        lines { _ = try SettingsDocument.read(text: text, file: "config.toml") }
    }

    @Test func readsItsGroups() throws {
        let text = """
            [defaults]
            workspace = "cellar"
            group = "rg"
            location = "eastus"
            output = "table"

            [engine]
            previous_deployment_warm_seconds = 30
            python_downloads = false
            max_parallel_builds = 1
            tracking_port = 5000
            scoring_port = 5001

            """
        let settings = try SettingsDocument.read(text: text, file: "config.toml").value
        #expect(settings.defaults.workspace == "cellar")
        #expect(settings.defaults.group == "rg")
        #expect(settings.defaults.location == "eastus")
        #expect(settings.defaults.output == .table)
        #expect(settings.engine.previousDeploymentWarmSeconds == 30)
        #expect(!settings.engine.pythonDownloads)
        #expect(settings.engine.maxParallelBuilds == 1)
        #expect(settings.engine.trackingPort == 5000)
        #expect(settings.engine.scoringPort == 5001)
    }

    @Test func noFileAndAnEmptyOneAreTheDefaults() throws {
        let folder = try Folder(["config.toml": ""])
        #expect(try SettingsDocument.readIfPresent(file: folder.path + "/none.toml").value == Settings())
        #expect(try SettingsDocument.readIfPresent(file: folder.path + "/config.toml").value == Settings())
        #expect(Settings().engine.previousDeploymentWarmSeconds == 600)
        #expect(Settings().engine.trackingPort == nil)
    }

    @Test func tellsAllThatIsWrong() {
        let text = """
            color = "red"
            [defaults]
            workspce = "cellar"
            output = "jason"
            [engine]
              python_downloads = "maybe"
              max_parallel_builds = 0
            previous_deployment_warm_seconds = 1.5
            [engin]
            x = 1

            """
        #expect(
            found(text) == [
                #"config.toml:1:1: error: unknown field "color""#,
                #"config.toml:3:1: error: unknown field "workspce", did you mean "workspace"?"#,
                #"config.toml:4:10: error: "jason" is not a value of "output", did you mean "json"?"#,
                #"config.toml:6:22: error: "python_downloads" must be true or false, not "maybe""#,
                #"config.toml:7:25: error: "max_parallel_builds" is 0 and must be between 1 and 64"#,
                #"config.toml:8:36: error: "previous_deployment_warm_seconds" must be a whole number, not "1.5""#,
                #"config.toml:9:1: error: unknown field "engin""#,
            ])
    }

    @Test func portsAreTwoThatAUserMayListenOn() {
        #expect(
            found("[engine]\ntracking_port = 80\nscoring_port = 70000\n") == [
                #"config.toml:2:17: error: "tracking_port" is 80 and must be between 1024 and 65535"#,
                #"config.toml:3:16: error: "scoring_port" is 70000 and must be between 1024 and 65535"#,
            ])
        #expect(
            found("[engine]\ntracking_port = 5000\nscoring_port = 5000\n") == [
                #"config.toml:3:16: error: "scoring_port" is 5000, and so is "tracking_port"; "#
                    + "give each a port of its own"
            ])
    }

    @Test func tellsWhereItIsNotTOML() {
        let all = found("[defaults]\nworkspace = \n")
        #expect(all.count == 1 && all[0].hasPrefix("config.toml:2:"), "\(all)")
        #expect(!found("a = [" + String(repeating: "[", count: 100_000)).isEmpty)
    }

    @Test func inlineTablesAreTheSame() {
        #expect(
            found("defaults = {output = \"x\"}\n") == [
                #"config.toml:1:22: error: "x" is not a value of "output"; "#
                    + "use one of: json, jsonc, yaml, yamlc, table, tsv, none"
            ])
    }
}
