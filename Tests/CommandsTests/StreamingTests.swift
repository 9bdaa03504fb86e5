import Commands
import ControlAPI
import Domain
import Testing

@Suite struct StreamingTests {
    let bench = Bench()

    private func prepare(_ final: Job) {
        bench.engine.answer("GET /v1/workspaces/default/jobs/brave_fox", Fixture.details(final))
        bench.engine.answer("GET /v1/workspaces/default/jobs/brave_fox/wait", Fixture.job(.finalizing))
        bench.engine.answer("GET /v1/workspaces/default/jobs/brave_fox/wait", final)
        bench.engine.logs([
            LogFrame(nextOffset: 6, bytes: Array("hello\n".utf8)), LogFrame(nextOffset: 12, bytes: Array("world\n".utf8)),
        ])
    }

    @Test func aStreamIsTheLogBetweenAHeadAndASummary() async {
        prepare(Fixture.job())
        #expect(await bench.run("job", "stream", "--name", "brave_fox") == 0)
        #expect(
            bench.console.output == """
                RunId: brave_fox
                Show: atelier job show --name brave_fox

                Streaming user_logs/std_log.txt
                ===============================

                hello
                world

                Execution Summary
                =================
                RunId: brave_fox
                Status: Completed
                Duration: 1 min 5 s

                """)
    }

    @Test func aFailedJobExitsWithOneAfterItsSummary() async {
        prepare(Fixture.job(.failed, reason: "the command exited with 3", exitCode: 3))
        #expect(await bench.run("job", "stream", "--name", "brave_fox") == 1)
        #expect(bench.console.output.hasSuffix("""
            {
              "error": {
                "code": "UserError",
                "exit_code": 3,
                "message": "the command exited with 3"
              }
            }

            """))
    }

    @Test func whoWantsTheResultGetsTheLogOnStandardError() async throws {
        defer { bench.cleanUp() }
        prepare(Fixture.job())
        bench.engine.answer("POST /v1/workspaces/default/jobs", Fixture.job(.queued))
        let file = try bench.write("command: echo hi\nenvironment: azureml:sklearn-1.5@latest\n", to: "job.yml")
        #expect(await bench.run("job", "create", "-f", file, "--stream", "--query", "name", "-o", "tsv") == 0)
        #expect(bench.console.output == "brave_fox\n")
        #expect(bench.console.errors.contains("hello\nworld\n"))
    }

    @Test func createTellsTheEngineWhatTheFileAndTheFlagsSay() async throws {
        defer { bench.cleanUp() }
        bench.engine.answer("POST /v1/workspaces/default/jobs", Fixture.job(.queued))
        bench.engine.answer("GET /v1/workspaces/default/jobs/brave_fox", Fixture.details(Fixture.job(.queued)))
        let file = try bench.write("command: echo hi\nenvironment: azureml:sklearn-1.5@latest\n", to: "job.yml")
        #expect(
            await bench.run("job", "create", "-f", file, "--set", "limits.timeout=60", "--strict-environment", "-n", "mine")
                == 0)
        let sent = try JSONParser.parse(bench.engine.calls.first { $0.line.hasPrefix("POST") }?.body ?? "")
        #expect(sent["name"] == "mine")
        #expect(sent["work"]?["command"]?["_0"]?["timeout"] == 60)
        #expect(sent["work"]?["command"]?["_0"]?["strictEnvironment"] == true)
    }

    @Test func updatingTagsKeepsTheOthers() async throws {
        bench.engine.answer("GET /v1/workspaces/default/jobs/brave_fox", Fixture.details(Fixture.job()))
        bench.engine.answer("PATCH /v1/workspaces/default/jobs/brave_fox", Fixture.job())
        #expect(await bench.run("job", "update", "-n", "brave_fox", "--set", "tags.stage=final", "display_name=Final fit") == 0)
        let sent = try JSONParser.parse(bench.engine.calls.first { $0.line.hasPrefix("PATCH") }?.body ?? "")
        #expect(sent == ["displayName": "Final fit", "tags": ["a": "b", "stage": "final"]])
        #expect(await bench.run("job", "update", "-n", "brave_fox", "--set", "status=Completed") == 65)
    }

    @Test func trafficIsReadAsAzWritesIt() async throws {
        bench.engine.answer("PATCH /v1/workspaces/default/online-endpoints/iris", try Fixture.endpoint())
        #expect(await bench.run("online-endpoint", "update", "-n", "iris", "--traffic", "blue=90 green=10") == 0)
        #expect(await bench.run("online-endpoint", "update", "-n", "iris", "-r", "blue=90", "green=10") == 0)
        for call in bench.engine.calls where call.line.hasPrefix("PATCH") {
            #expect(try JSONParser.parse(call.body) == ["traffic": ["blue": 90, "green": 10]])
        }
        #expect(await bench.run("online-endpoint", "update", "-n", "iris", "--traffic", "blue=90") == 65)
    }

    @Test func aDeploymentThatFailsIsDiagnosed() async throws {
        defer { bench.cleanUp() }
        let file = try bench.write(
            "name: blue\nendpoint_name: iris\nmodel: azureml:iris@latest\ninstance_type: Standard_DS2_v2\n",
            to: "deployment.yml")
        let base = "/v1/workspaces/default/online-endpoints/iris/deployments"
        bench.engine.answer("POST \(base)", Fixture.deployment(.creating))
        let diagnosis = DeploymentDiagnosis(
            summary: "init() raised KeyError", hint: "look at score.py", traceback: "Traceback\nKeyError: x")
        bench.engine.answer(
            "GET \(base)/blue/wait",
            DeploymentDetails(deployment: Fixture.deployment(.failed), phases: [], diagnosis: diagnosis))
        #expect(await bench.run("online-deployment", "create", "-f", file, "--all-traffic") == 1)
        #expect(bench.console.errors.contains("  | KeyError: x\n"))
        #expect(bench.console.errors.contains("error: the deployment 'blue' failed: init() raised KeyError\nhint: look at score.py"))
        let sent = try JSONParser.parse(bench.engine.calls.first { $0.line.hasPrefix("POST") }?.body ?? "")
        #expect(sent["allTraffic"] == true)
        #expect(await bench.run("online-deployment", "create", "-f", file, "--no-wait", "--query", "name", "-o", "tsv") == 0)
        #expect(bench.console.output == "blue\n")
    }

    @Test func eventsAreListed() async {
        bench.engine.tells((1...3).map {
            Event(
                sequence: $0, at: Fixture.time, by: "ann", kind: "job.queued",
                resource: ResourceReference(kind: "job", name: "j\($0)", workspace: "lab"))
        })
        #expect(await bench.run("events", "--after", "1", "--query", "[].resource.name", "-o", "tsv") == 0)
        #expect(bench.console.output == "j2\nj3\n")
    }

    @Test func theEnvironmentIsForTheShell() async {
        bench.engine.answer(
            "GET /v1/engine/tracking-credentials", TrackingCredentials(trackingURI: "http://127.0.0.1:5000", token: "a'b"))
        #expect(await bench.run("env") == 0)
        #expect(
            bench.console.output
                == "export MLFLOW_TRACKING_URI=http://127.0.0.1:5000\nexport MLFLOW_TRACKING_TOKEN='a'\\''b'\n")
    }
}
