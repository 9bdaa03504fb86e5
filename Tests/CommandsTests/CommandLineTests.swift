import Commands
import ControlAPI
import Domain
import Foundation
import Testing

@Suite struct CommandLineTests {
    let bench = Bench()

    @Test func aResultGoesToStandardOutputAlone() async throws {
        defer { bench.cleanUp() }
        bench.engine.answer("GET /v1/workspaces/default/jobs/brave_fox", Fixture.details(Fixture.job()))
        #expect(await bench.run("job", "show", "--name", "brave_fox", "--query", "status") == 0)
        #expect(bench.console.output == "\"Completed\"\n")
        #expect(bench.console.errors.isEmpty)
    }

    @Test(arguments: [
        (["job", "show", "--na", "brave_fox", "--out", "tsv", "--quer", "name"], "brave_fox\n"),
        (["job", "show", "-n", "brave_fox", "-otsv", "--query=name"], "brave_fox\n"),
        (["job", "show", "--name=brave_fox", "-o", "TSV", "--query", "name"], "brave_fox\n"),
        (["az", "ml", "job", "show", "-n", "brave_fox", "--workspace", "default", "-g", "Default", "--query", "name"],
            "\"brave_fox\"\n"),
    ])
    func optionsMayBeWrittenAsAzTakesThem(arguments: [String], output: String) async {
        defer { bench.cleanUp() }
        bench.engine.answer("GET /v1/workspaces/default/jobs/brave_fox", Fixture.details(Fixture.job()))
        #expect(await bench.run(arguments) == 0)
        #expect(bench.console.output == output)
        #expect(bench.console.errors == "")
    }

    @Test(arguments: [
        (["job", "creat"], "error: there is no 'creat' in 'atelier job', did you mean 'create'?\nhint: see 'atelier job --help'\n"),
        (["jbo", "list"], "error: there is no 'jbo' in 'atelier', did you mean 'job'?\nhint: see 'atelier --help'\n"),
        (["job", "show", "--nmae", "x"], "error: 'atelier job show' has no option '--nmae', did you mean '--name'?\nhint: see 'atelier job show --help'\n"),
        (["job", "show"], "error: missing expected argument '--name <name>'\nhint: see 'atelier job show --help'\n"),
        (["online-deployment", "create", "-f", "x", "--lo"], "error: '--lo' could be --local or --local-enable-gpu, write more of it\n"),
        (["job", "list", "-o", "xml"], "error: the value 'xml' is invalid for '-o <format>', use json, jsonc, yaml, yamlc, table, tsv or none\nhint: see 'atelier job list --help'\n"),
        (["foo"], nil),
        (["az", "ml", "jbo"], "error: there is no 'jbo' in 'atelier az ml', did you mean 'job'?\nhint: see 'atelier az ml --help'\n"),
    ] as [([String], String?)])
    func wrongCommandLinesAreToldInOneSentence(arguments: [String], errors: String?) async {
        #expect(await [64, 65].contains(bench.run(arguments)))
        #expect(bench.console.output.isEmpty)
        if let errors { #expect(bench.console.errors == errors) }
        #expect(bench.engine.calls.isEmpty)
    }

    @Test(arguments: [
        ["schedule", "list"], ["az", "ml", "batch-endpoint", "invoke", "-n", "x"], ["job", "connect-ssh", "-n", "x"],
        ["az", "ml", "workspace", "diagnose"], ["az", "storage", "blob", "upload"], ["az", "account", "get-access-token"],
    ])
    func whatAzureHasAndAtelierHasNotIsRefusedByName(arguments: [String]) async {
        #expect(await bench.run(arguments) == 69)
        #expect(bench.console.errors.hasPrefix("error: '"))
        #expect(bench.console.errors.contains(" is not supported\nhint: see 'at"))
        #expect(bench.engine.calls.isEmpty)
    }

    @Test(arguments: [["--version"], ["version"], ["-v"]])
    func theVersionIsToldHoweverOneAsks(arguments: [String]) async {
        #expect(await bench.run(arguments) == 0)
        #expect(bench.console.output.first?.isNumber == true)
    }

    @Test func theVersionTakesOptionsAsAzDoes() async {
        for arguments in [["az", "--version", "-o", "tsv"], ["az", "version", "-o", "tsv"], ["az", "-v", "--output", "tsv"]] {
            let bench = Bench()
            #expect(await bench.run(arguments) == 0)
            #expect(bench.console.output.split(separator: "\t").contains("2.75.0"))
        }
        #expect(await bench.run("--version", "-o", "json", "--query", "atelier") == 0)
        #expect(bench.console.output.hasPrefix("\""))
    }

    @Test func aWrongQueryIsToldBeforeAnythingIsDone() async {
        #expect(await bench.run("compute", "delete", "--name", "cpu", "--yes", "--query", "a[") == 64)
        #expect(bench.console.errors.hasPrefix("error: --query, column 3: the query ends too early"))
        #expect(bench.engine.calls.isEmpty)
    }

    @Test(arguments: [
        (ErrorCode.notFound, 3), (.invalidArgument, 65), (.conflict, 1), (.unavailable, 69), (.timeout, 75), (.internal, 70),
    ] as [(ErrorCode, Int32)])
    func theEnginesErrorsBecomeExitCodes(code: ErrorCode, exit: Int32) async {
        defer { bench.cleanUp() }
        bench.engine.answer(
            "GET /v1/workspaces/default/computes/cpu", failure: AtelierError(code, "no cpu \u{1B}", hint: "make one"))
        #expect(await bench.run("compute", "show", "--name", "cpu") == exit)
        #expect(bench.console.errors == "error: no cpu \\u{1B}\nhint: make one\n")
        #expect(bench.console.output.isEmpty)
    }

    @Test func everyFaultOfADocumentIsTold() async throws {
        defer { bench.cleanUp() }
        let file = try bench.write("comand: x\ncompute: azureml:cpu\nbogus: 1\n", to: "job.yml")
        #expect(await bench.run("job", "create", "--file", file) == 65)
        #expect(bench.console.errors.contains("job.yml:1:1: error:"))
        #expect(bench.console.errors.contains("job.yml:3:1: error:"))
        #expect(bench.engine.calls.isEmpty)
    }

    @Test func aClosedPipeIsQuiet() async {
        let bench = Bench(RecordingConsole(isClosed: true))
        #expect(await bench.run("compute", "list-sizes") == 141)
        #expect(bench.console.errors.isEmpty)
    }

    @Test func aWorkspaceOfAnotherGroupIsNotFound() async {
        #expect(await bench.run("job", "list", "-w", "lab", "-g", "other") == 3)
        #expect(bench.console.errors.contains("there is no workspace 'lab' in the resource group 'other'"))
    }

    @Test func theEngineIsStartedWhenItIsNotThere() async {
        bench.engine.isDown()
        bench.engine.answer("GET /v1/workspaces/default/jobs", [Job]())
        #expect(await bench.run("job", "list", "-o", "none") == 0)
        #expect(bench.engine.starts == 1)
    }

    @Test func askingForTheStatusStartsNothing() async {
        bench.engine.isDown()
        #expect(await bench.run("engine", "status", "--query", "status", "-o", "tsv") == 0)
        #expect(bench.console.output == "Stopped\n")
        #expect(bench.engine.starts == 0)
    }

    @Test func deletingAsksFirst() async {
        #expect(await bench.run("compute", "delete", "--name", "cpu") == 65)
        #expect(bench.console.errors.contains("--yes"))
        let refusing = Bench(RecordingConsole(answers: ["n"]))
        #expect(await refusing.run("compute", "delete", "--name", "cpu") == 130)
        #expect(!refusing.engine.calls.contains { $0.line.hasPrefix("DELETE") })
        let agreeing = Bench(RecordingConsole(answers: ["y"]))
        #expect(await agreeing.run("compute", "delete", "--name", "cpu") == 0)
        #expect(agreeing.engine.calls.last?.line == "DELETE /v1/workspaces/default/computes/cpu")
    }

    @Test func drainingIsOfANodeOrOfAll() async throws {
        defer { bench.cleanUp() }
        let spec = ComputeSpec(name: "cpu", maxInstances: 2)
        bench.engine.answer(
            "POST /v1/workspaces/default/computes/cpu/drain",
            Compute(
                workspace: "default", spec: spec, provisioningState: .succeeded, drain: Drain(isWhole: true, nodes: ["cpu-1"]),
                creation: Fixture.creation))
        #expect(await bench.run("compute", "drain", "--name", "cpu", "--query", "[draining, draining_nodes]", "-o", "json") == 0)
        #expect(bench.console.output.filter { !$0.isWhitespace } == #"[true,["cpu-1"]]"#)
        #expect(await bench.run("compute", "undrain", "-n", "cpu", "--node", "cpu-1", "-o", "none") == 0)
        let changes = try bench.engine.calls.filter { $0.line.hasSuffix("/drain") }
            .map { try ControlCoding.decode(DrainChange.self, from: Data($0.body.utf8)) }
        #expect(changes.map(\.node) == [nil, "cpu-1"] && changes.map(\.isDraining) == [true, false])
    }

    @Test func jobsAreRunAgainAndDeleted() async {
        bench.engine.answer("POST /v1/workspaces/default/jobs/brave_fox/rerun", Fixture.job(.queued))
        bench.engine.answer("GET /v1/workspaces/default/jobs/brave_fox", Fixture.details(Fixture.job(.queued)))
        #expect(await bench.run("job", "rerun", "--name", "brave_fox", "--query", "status", "-o", "tsv") == 0)
        #expect(bench.console.output == "Queued\n")
        #expect(await bench.run("job", "rerun", "--name", "brave_fox", "--set", "command=echo more", "inputs.data=3", "-o", "none") == 0)
        let asked = bench.engine.calls.filter { $0.line.hasSuffix("/rerun") }
            .map { try? ControlCoding.decode(Repetition.self, from: Data($0.body.utf8)).spec?.work.command?.command }
        #expect(asked == [nil, "echo more"])
        #expect(await bench.run("job", "rerun", "--name", "brave_fox", "--set", "comand=x") == 65)
        #expect(bench.console.errors.contains("unknown field \"comand\""))
        #expect(await bench.run("job", "delete", "--name", "brave_fox") == 65)
        #expect(await bench.run("job", "delete", "--name", "brave_fox", "--yes") == 0)
        #expect(bench.engine.calls.last?.line == "DELETE /v1/workspaces/default/jobs/brave_fox")
    }

    @Test func aModelsVersionIsChangedAndDeleted() async {
        let model = ModelVersion(
            workspace: "default", name: "iris", version: "2", type: .custom, source: .local("/m"), baseName: "m",
            contentHash: ContentHash(rawValue: "0"), size: ByteCount(1), tags: ["a": "b", "old": "x"],
            creation: Fixture.creation)
        bench.engine.answer("GET /v1/workspaces/default/models/iris", ModelDetails(model: model, path: "/m"))
        bench.engine.answer("PATCH /v1/workspaces/default/models/iris/versions/2", model)
        let code = await bench.run(
            "model", "update", "--name", "iris", "--set", "tags.a=c", "description=Final", "stage=Production",
            "--remove", "tags.old", "-o", "none")
        #expect(code == 0)
        let sent = bench.engine.calls.last
        #expect(sent?.line == "PATCH /v1/workspaces/default/models/iris/versions/2")
        let edit = sent.flatMap { try? JSONDecoder().decode(AssetEdit.self, from: Data($0.body.utf8)) }
        #expect(edit?.tags == ["a": "c"] && edit?.description == "Final" && edit?.stage == "Production")
        #expect(await bench.run("model", "update", "--name", "iris", "--set", "path=/x") == 65)
        #expect(await bench.run("model", "delete", "--name", "iris", "--version", "2", "--yes") == 0)
        #expect(bench.engine.calls.last?.line == "DELETE /v1/workspaces/default/models/iris/versions/2")
    }

    @Test func helpIsAResult() async {
        #expect(await bench.run("job", "create", "--help") == 0)
        #expect(bench.console.output.contains("atelier job create --file job.yml --stream"))
        #expect(await bench.run("--generate-completion-script", "bash") == 0)
    }

    @Test func withoutArgumentsHelpIsPrinted() async {
        #expect(await bench.run() == 0)
        #expect(bench.console.output.contains("SUBCOMMANDS"))
    }
}
