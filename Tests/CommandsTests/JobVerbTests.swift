import Commands
import ControlAPI
import Domain
import Foundation
import Testing

/// The verbs of jobs that narrow, change and move.
@Suite struct JobVerbTests {
    let bench = Bench()

    @Test(arguments: [
        (["--status", "running,Queued"], "archived=excluded&limit=50&status=Running%2CQueued&trials=false"),
        (["--status", "Failed", "--status", "completed", "-r", "5"], "archived=excluded&limit=5&status=Failed%2CCompleted&trials=false"),
        (["--experiment", "iris", "--all-results", "--include-archived"], "archived=included&experiment=iris&trials=false"),
        (["-p", "brave_fox", "--archived-only"], "archived=only&limit=50&parent=brave_fox"),
        (["--tag", "team=cellar", "a=b"],
            "archived=excluded&limit=50&tags=%7B%22a%22%3A%22b%22%2C%22team%22%3A%22cellar%22%7D&trials=false"),
    ])
    func aListIsNarrowed(arguments: [String], query: String) async {
        defer { bench.cleanUp() }
        bench.engine.answer("GET /v1/workspaces/default/jobs", [Fixture.job()])
        #expect(await bench.run(["job", "list", "--query", "[].name", "-o", "tsv"] + arguments) == 0)
        #expect(bench.console.output == "brave_fox\n")
        let asked = bench.engine.calls.map(\.line).first { $0.hasPrefix("GET /v1/workspaces/default/jobs?") }
        #expect(asked?.split(separator: "?").last?.split(separator: "&").sorted() == query.split(separator: "&").sorted())
    }

    @Test(arguments: [
        (["--status", "runing"], "error: 'runing' is not a job status\nhint: did you mean 'Running'?\n"),
        (["--tag", "team"], "error: 'team' after --tag is not an assignment\nhint: write --tag KEY=VALUE\n"),
    ])
    func whatCannotNarrowIsToldBeforeAnythingIsAsked(arguments: [String], errors: String) async {
        defer { bench.cleanUp() }
        #expect(await bench.run(["job", "list"] + arguments) == 65)
        #expect(bench.console.errors == errors)
        #expect(bench.engine.calls.isEmpty)
    }

    @Test(arguments: [
        (["--set", "experiment_name=wine", "description=x=y"], ["experimentName": "wine", "description": "x=y"]),
        (["--add", "tags", "c=d", "--set", "tags.e=1"], ["tags": ["a": "b", "c": "d", "e": "1"]]),
        (["--remove", "tags.a"], ["tags": [:]]),
        (["--remove", "tags", "a"], ["tags": [:]]),
        (["--remove", "tags", "--set", "tags.e=1"], ["tags": [:]]),
        (["--set", #"tags={"x": 1, "y": "z"}"#], ["tags": ["x": "1", "y": "z"]]),
        (["--set", #"display_name={"x": 1}"#, "--force-string"], ["displayName": #"{"x": 1}"#]),
        (["--set", "properties.ticket=ML-7"], ["properties": ["ticket": "ML-7"]]),
        (["--remove", "description"], [:]),
    ] as [([String], JSONValue)])
    func changesAreMadeAsAzMakesThem(arguments: [String], sent: JSONValue) async throws {
        defer { bench.cleanUp() }
        bench.engine.answer("GET /v1/workspaces/default/jobs/brave_fox", Fixture.details(Fixture.job()))
        bench.engine.answer("PATCH /v1/workspaces/default/jobs/brave_fox", Fixture.job())
        #expect(await bench.run(["job", "update", "-n", "brave_fox"] + arguments) == 0)
        #expect(try JSONParser.parse(bench.engine.calls.first { $0.line.hasPrefix("PATCH") }?.body ?? "") == sent)
    }

    @Test(arguments: [
        (["--set", "compute=cpu"], "error: 'compute' of a job cannot be changed with --set\n"
            + "hint: description, display_name, experiment_name, properties.KEY and tags.KEY can\n"),
        (["--add", "inputs", "a=b"], "error: 'inputs' of a job cannot be changed with --add\n"
            + "hint: description, display_name, experiment_name, properties.KEY and tags.KEY can\n"),
        (["--remove", "experiment_name"], "error: a job is never without an experiment\n"
            + "hint: write --set experiment_name=TEXT\n"),
        (["--set", "tags=5"], "error: 'tags' is a map of texts, not '5'\n"
            + #"hint: write --set tags.KEY=VALUE, or tags='{"KEY": "VALUE"}' without --force-string"# + "\n"),
    ])
    func whatCannotBeChangedIsNamed(arguments: [String], errors: String) async {
        defer { bench.cleanUp() }
        bench.engine.answer("GET /v1/workspaces/default/jobs/brave_fox", Fixture.details(Fixture.job()))
        #expect(await bench.run(["job", "update", "-n", "brave_fox"] + arguments) == 65)
        #expect(bench.console.errors == errors)
    }

    @Test func aKillAndAMoveSayWhatBecameOfIt() async throws {
        defer { bench.cleanUp() }
        bench.engine.answer("POST /v1/workspaces/default/jobs/brave_fox/kill", Fixture.job(.cancelRequested))
        #expect(await bench.run("job", "kill", "--name", "brave_fox") == 0)
        #expect(bench.console.errors == "brave_fox: CancelRequested\n")
        bench.engine.answer("POST /v1/workspaces/default/jobs/brave_fox/move", Fixture.job(.queued))
        bench.engine.answer("GET /v1/workspaces/default/job-summaries", [
            JobSummary(
                name: "brave_fox", displayName: "Iris", experiment: "iris", status: .queued, compute: "cpu",
                createdAt: Fixture.time, createdBy: "ann", queuePosition: 2)
        ])
        #expect(await bench.run("job", "move", "--name", "brave_fox", "--up") == 0)
        #expect(bench.console.errors.hasSuffix("brave_fox: number 2 in the queue of cpu\n"))
        #expect(bench.engine.calls.contains { $0.body == #"{"isUp":true}"# })
        #expect(bench.console.output.isEmpty)
        #expect(await bench.run("job", "move", "--name", "brave_fox", "--down", "--query", "status") == 0)
        #expect(bench.console.output == "\"Queued\"\n")
        #expect(await bench.run("job", "move", "--name", "brave_fox") == 65)
    }

    @Test func servicesSayWhereTheyAreOrWhyNot() async throws {
        defer { bench.cleanUp() }
        var job = Fixture.job(.running)
        var work = try #require(job.spec.work.command)
        work.distribution = .pytorch(processesPerNode: 1)
        work.resources.instanceCount = 2
        work.services = [
            "app": JobService(port: 8080), "lab": JobService(type: "jupyter_lab", nodes: "all"),
            "board": JobService(type: "tensor_board", nodes: "1", logFolder: "outputs/tb"),
        ]
        job.spec.work = .command(work)
        bench.engine.answer("GET /v1/workspaces/default/jobs/brave_fox", Fixture.details(job))
        #expect(await bench.run("job", "show-services", "-n", "brave_fox") == 0)
        let shown = try JSONParser.parse(bench.console.output)
        #expect(shown["Tracking"]?["endpoint"] == "http://127.0.0.1:5000")
        #expect(shown["app"] == ["endpoint": "http://127.0.0.1:8080", "port": 8080, "status": "Running", "type": "custom"])
        #expect(shown["lab"]?["status"] == "Unavailable")
        #expect(shown["lab"]?["error_message"]?.stringValue?.hasPrefix("no notebook server is started") == true)
        #expect(shown["board"]?["error_message"]?.stringValue?.contains("outputs/tb") == true)

        let second = Bench()
        defer { second.cleanUp() }
        second.engine.answer("GET /v1/workspaces/default/jobs/brave_fox", Fixture.details(job))
        #expect(await second.run("job", "show-services", "-n", "brave_fox", "-i", "1", "--query", "keys(@)", "-o", "json") == 0)
        let names = try JSONParser.parse(second.console.output)
        #expect(names == ["Studio", "Tracking", "board", "lab"])
        #expect(await second.run("job", "show-services", "-n", "brave_fox", "-i", "2") == 65)
        #expect(second.console.errors == "error: job 'brave_fox' has no node 2\nhint: its nodes are 0 to 1\n")
    }

    @Test func aDistributedJobLooksAsAzShowsIt() throws {
        var job = Fixture.job(.running)
        var work = try #require(job.spec.work.command)
        work.distribution = .tensorflow(workers: 2, parameterServers: 1)
        work.resources.instanceCount = 2
        job.spec.work = .command(work)
        job.spec.queue = QueueSettings(tier: .spot)
        job.spec.parentJobName = "parent"
        job.node = "cpu-0"
        job.otherNodes = ["cpu-1"]
        let shown = job.presentation(in: Fixture.scope)
        #expect(shown["distribution"] == ["type": "tensorflow", "worker_count": 2, "parameter_server_count": 1])
        #expect(shown["queue_settings"] == ["job_tier": "spot"])
        #expect(shown["parent_job_name"] == "parent")
        #expect(shown["nodes"] == ["cpu-0", "cpu-1"])
    }

    private static let comparison = JobComparison(
        job: "calm_owl", earlier: "brave_fox",
        aspects: [
            JobAspect("code", .same, before: "c0de", after: "c0de"),
            JobAspect("input wine", .differs, before: "aa", after: "bb", note: "/wine has changed"),
            JobAspect("environment", .unknown, note: "not yet prepared"),
        ])

    @Test func aRerunSaysWhatDiffers() async throws {
        defer { bench.cleanUp() }
        var again = Fixture.job(.queued)
        again = Job(
            name: "calm_owl", workspace: "default", spec: again.spec, experiment: "iris", displayName: "Iris", status: .queued,
            compute: "cpu", creation: Fixture.creation)
        bench.engine.answer("POST /v1/workspaces/default/jobs/brave_fox/rerun", again)
        bench.engine.answer("GET /v1/workspaces/default/jobs/calm_owl", Fixture.details(again))
        bench.engine.answer("GET /v1/workspaces/default/jobs/calm_owl/compare?with=brave_fox", Self.comparison)
        #expect(await bench.run("job", "rerun", "-n", "brave_fox", "--query", "name", "-o", "tsv") == 0)
        #expect(bench.console.output == "calm_owl\n")
        #expect(
            bench.console.errors
                == "calm_owl repeats brave_fox, but differs: input wine: differs (aa -> bb; /wine has changed)\n")
    }

    @Test func aStreamedRerunEndsWithTheComparison() async throws {
        defer { bench.cleanUp() }
        bench.engine.answer("POST /v1/workspaces/default/jobs/brave_fox/rerun", Fixture.job(.queued))
        bench.engine.answer("GET /v1/workspaces/default/jobs/brave_fox/wait", Fixture.job())
        bench.engine.answer("GET /v1/workspaces/default/jobs/brave_fox/compare", Self.comparison)
        #expect(await bench.run("job", "rerun", "-n", "brave_fox", "--stream") == 0)
        #expect(
            bench.console.output.hasSuffix(
                """

                Compared with brave_fox
                =======================
                code: same
                input wine: differs (aa -> bb; /wine has changed)
                environment: unknown (not yet prepared)

                """))
    }

    @Test func aDiffIsATable() async throws {
        defer { bench.cleanUp() }
        bench.engine.answer("GET /v1/workspaces/default/jobs/calm_owl/compare?with=brave_fox", Self.comparison)
        #expect(await bench.run("job", "diff", "brave_fox", "calm_owl") == 0)
        #expect(bench.console.output.hasPrefix("What         Verdict  Before  After"))
        #expect(await bench.run("job", "diff", "brave_fox", "calm_owl", "--query", "[?verdict=='differs'].name", "-o", "tsv") == 0)
        #expect(bench.console.output.hasSuffix("input wine\n"))
    }
}
