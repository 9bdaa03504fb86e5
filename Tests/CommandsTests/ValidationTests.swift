import Commands
import Domain
import Testing

/// `validate` and `schema`: what they print, and what they end with.
@Suite final class ValidationTests {
    private let bench = Bench()

    deinit { bench.cleanUp() }

    private func file(_ name: String, _ text: String) throws -> String { try bench.write(text, to: name) }

    private static let job = "command: echo\nenvironment: azureml:sklearn@latest\n"
    private static let sweep = """
        type: sweep
        trial: {command: 'echo ${{search_space.x}}', environment: "azureml:sklearn@latest"}
        search_space: {x: {type: choice, values: [1, 2]}}
        objective: {goal: minimize, primary_metric: loss}
        limits: {max_total_trials: 2}

        """
    private static let dataImport = """
        type: import
        source: {type: s3, connection: "azureml:s3", path: wine}
        output: {type: uri_folder, path: "azureml://datastores/d/paths/wine"}

        """

    @Test func saysOfEachFileWhatItIs() async throws {
        let good = try file("job.yml", Self.job)
        let sweep = try file("sweep.yml", Self.sweep)
        let other = try file("import.yml", Self.dataImport)
        #expect(await bench.run("validate", good, sweep, other) == 0)
        #expect(
            bench.console.output
                == "\(good): command job, valid\n\(sweep): sweep job, valid\n\(other): import job, valid\n")
        #expect(bench.console.errors == "\(other): warning: import jobs are not run yet\n")
        #expect(bench.engine.calls.isEmpty)
    }

    @Test func endsWith65WhenOneIsWrong() async throws {
        let good = try file("job.yml", Self.job)
        let bad = try file("bad.yml", Self.job + "limits: {time: 3}\nservices: {a: {type: ssh, prt: 1}}\n")
        #expect(await bench.run("validate", bad, good) == 65)
        #expect(bench.console.output == "\(bad): command job, 2 errors\n\(good): command job, valid\n")
        #expect(bench.console.errors.contains("\(bad):3:10: error: unknown field \"time\""))
        #expect(bench.console.errors.contains("\(bad):4:27: error: unknown field \"prt\", did you mean \"port\"?"))
    }

    @Test func answersProgramsAsAzureDoes() async throws {
        let bad = try file("bad.yml", Self.job + "limits: {timeout: soon}\ndisplay_name: 3\n")
        #expect(await bench.run("validate", bad, "-o", "json") == 65)
        let answer = try JSONParser.parse(bench.console.output)
        #expect(
            answer == [[
                "file": .string(bad), "kind": "commandJob", "result": "Failed",
                "errors": [[
                    "message": "\"timeout\" must be a whole number, not \"soon\"", "path": "limits.timeout",
                    "value": "soon", "location": .string("\(bad)#line 3"), "line": 3, "column": 19,
                ]],
                "warnings": [[
                    "message": "Azure ML refuses this: \"display_name\" must be text, not a number; put it in quotes",
                    "path": "display_name", "value": "3", "location": .string("\(bad)#line 4"), "line": 4, "column": 15,
                ]],
            ]])
        #expect(bench.console.errors.isEmpty)
    }

    @Test func aGroupChecksItsOwnKinds() async throws {
        let good = try file("job.yml", Self.job)
        #expect(await bench.run("job", "validate", "--file", good) == 0)
        #expect(try JSONParser.parse(bench.console.output) == ["result": "Succeeded"])
        #expect(await Bench().run("environment", "validate", "--file", good) == 65)
        let schedule = try file("schedule.yml", "name: a\ntrigger: {type: cron, expression: 0 3 * * *}\ncreate_job: ./job.yml\n")
        for (group, code) in [("schedule", Int32(0)), ("registry", 65), ("batch-endpoint", 65), ("compute", 65)] {
            #expect(await Bench().run(group, "validate", "--file", schedule) == code, "\(group)")
        }
    }

    @Test func overridesCount() async throws {
        let good = try file("job.yml", Self.job)
        #expect(await bench.run("job", "validate", "--file", good, "--set", "limits.timeout=soon") == 65)
        #expect(bench.console.errors.hasPrefix("--set limits.timeout: error: "))
        #expect(bench.console.output.isEmpty)
    }

    /// What is wrong with a job that is not run is told before it is refused.
    @Test func aJobThatIsNotRunIsRefusedAfterItsErrors() async throws {
        let good = try file("import.yml", Self.dataImport)
        #expect(await bench.run("job", "create", "--file", good) == 69)
        #expect(bench.console.errors == "\(good):1:7: error: job type import is not supported yet\n")
        let bad = try file("bad.yml", Self.dataImport + "experiment_nam: x\n")
        let other = Bench()
        #expect(await other.run("job", "create", "--file", bad) == 65)
        #expect(other.console.errors.contains("unknown field \"experiment_nam\", did you mean \"experiment_name\"?"))
        #expect(other.console.errors.contains("job type import is not supported yet"))
        #expect(other.engine.calls.isEmpty)
    }

    /// A sweep goes to the engine as the work that it is, and an AutoML job too.
    @Test func searchesAreSubmitted() async throws {
        let table = try file("wine.csv", "age,quality\n1,2\n")
        let automl = "type: automl\ntask: regression\ntarget_column_name: quality\ntraining_data: {type: uri_file, path: \(table)}\n"
        for (name, text) in [("sweep", Self.sweep), ("automl", automl)] {
            let bench = Bench()
            bench.engine.answer("POST /v1/workspaces/default/jobs", Fixture.job(.queued))
            bench.engine.answer("GET /v1/workspaces/default/jobs/brave_fox", Fixture.details(Fixture.job(.queued)))
            #expect(await bench.run("job", "create", "--file", try file("\(name).yml", text), "-o", "none") == 0)
            #expect(bench.console.errors == "")
            let sent = bench.engine.calls.first { $0.line.hasPrefix("POST") }?.body ?? ""
            let work = try JSONParser.parse(sent)["work"]
            #expect(work?[name]?["_0"] != nil)
            bench.cleanUp()
        }
    }

    @Test func printsTheGrammarOfAKind() async throws {
        #expect(await bench.run("schema", "pipeline-job") == 0)
        let schema = try JSONParser.parse(bench.console.output)
        #expect(schema["title"] == "pipeline job")
        #expect(schema["definitions"]?["PipelineJob"]?["properties"]?["jobs"] != nil)
        let list = Bench()
        #expect(await list.run("schema", "-o", "tsv", "--query", "[?isRun].kind") == 0)
        #expect(list.console.output.contains("commandJob"))
        let wrong = Bench()
        #expect(await wrong.run("schema", "pipelineJbo") == 3)
        #expect(wrong.console.errors.contains("did you mean 'pipelineJob'?"))
    }
}
